import { DenoEngine } from "./engine/deno_engine.ts";
import { EngineError } from "./engine/engine_error.ts";
import type { ModuleOptions } from "./imports/module_options.ts";

/**
 * Starts an engine and has it add; how that went, in words.
 *
 * @throws {EngineError} where it does not start, or adds wrongly
 */
export async function checkEngine(program: string, modules: ModuleOptions): Promise<string> {
  const begun = performance.now();
  const listener = { output: () => {}, lateError: () => {}, ask: () => {}, died: () => {} };
  const engine = await DenoEngine.start({ program, modules, listener });
  try {
    const { sum } = await engine.evaluate({ sum: "1 + 1" }) as {
      sum?: { data?: Record<string, unknown> };
    };
    const text = sum?.data?.["text/plain"];
    if (text !== "2") throw new EngineError(`1 + 1 must be 2, found ${text}`, { data: { text } });
    return `ready in ${Math.round(performance.now() - begun)} ms`;
  } finally {
    await engine.close();
  }
}
