import { DenoEngine, type DenoEngineOptions } from "./deno_engine.ts";
import type { Engine, EngineListener } from "./engine.ts";

/** An engine that is made ready before anybody listens: it says nothing until it runs a cell. */
export class FirstEngine {
  readonly #engine: Promise<Engine>;
  #listener: EngineListener | undefined;

  constructor(options: Omit<DenoEngineOptions, "listener">) {
    const listener: EngineListener = {
      output: (...output) => this.#listener?.output(...output),
      lateError: (stack) => this.#listener?.lateError(stack),
      ask: (question) => this.#listener?.ask(question),
      died: (reason) => this.#listener?.died(reason),
    };
    this.#engine = DenoEngine.start({ ...options, listener });
    this.#engine.catch(() => {}); // who takes it is told
  }

  /** The engine, which tells `listener` what it shows from now on. */
  take(listener: EngineListener): Promise<Engine> {
    this.#listener = listener;
    return this.#engine;
  }
}
