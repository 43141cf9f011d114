/** How Emscripten's code gets an instance of a kernel's compiled code. @module */
import { limitMemory, type MemoryLimit } from "./memory_limit.ts";

/** What is handed to the code, and what happens where that fails. */
interface Instantiation {
  /** For the option of that name. */
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => Record<string, never>;
  /** Rejects where there is no instance: the code's own promise would never settle. */
  readonly failed: Promise<never>;
}

/** Makes one instance of compiled code. */
export function instantiation(module: WebAssembly.Module, memory?: MemoryLimit): Instantiation {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  return {
    failed,
    instantiateWasm: (imports, receive) => {
      WebAssembly.instantiate(module, imports).then((instance) => {
        if (memory !== undefined) limitMemory(instance, memory);
        receive(instance, module);
      }).catch(reject);
      return {};
    },
  };
}
