import type { Engine } from "../engine/engine.ts";

/** Keeps one engine running: starts it, and another one when it has died or is given up. */
export class EngineKeeper {
  readonly #start: () => Promise<Engine>;
  #engine: Promise<Engine>;
  #closed = false;

  constructor(start: () => Promise<Engine>) {
    this.#start = start;
    this.#engine = start();
    this.#engine.catch(() => {}); // who asks for it is told
  }

  /**
   * The engine, when it is ready.
   *
   * @throws {Error} where it does not start; the next call tries again
   */
  async ready(): Promise<Engine> {
    try {
      return await this.#engine;
    } catch (error) {
      if (!this.#closed) this.replace();
      throw error;
    }
  }

  /** Starts a new engine in the place of one that has died. */
  replace(): void {
    if (this.#closed) return;
    this.#engine = this.#start();
    this.#engine.catch(() => {});
  }

  /** Ends the engine and starts a new one. */
  async restart(): Promise<void> {
    const old = this.#engine;
    this.replace();
    await old.then((engine) => engine.close(), () => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#engine.then((engine) => engine.close(), () => {});
  }
}
