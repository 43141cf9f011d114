/**
 * Boots OpenCascade, compiled to WebAssembly, in the current thread.
 *
 * Only the kernel's own process does this in production: a kernel that crashes or hangs takes
 * its thread along.
 *
 * @module
 */
import type { OpenCascadeInstance } from "replicad-opencascadejs";
import { compileFile } from "./compile_file.ts";
import { instantiation } from "./instantiate_wasm.ts";
import type { MemoryLimit } from "./memory_limit.ts";

/** A booted kernel: OpenCascade's classes, and the file system that lives in its memory. */
export type OpenCascade = OpenCascadeInstance;

/** The package's one function, as far as it is used here. */
type BootKernel = (options: Record<string, unknown>) => Promise<OpenCascade>;

/** How a kernel is booted. */
interface LoadOcctOptions {
  /**
   * Takes each line that the kernel prints, of standard output and of standard error alike.
   *
   * @default {a function that drops the line}
   */
  print?: (line: string) => void;
  /**
   * The code, of {@linkcode compileOcct}: instances of one module share what was optimized of it
   * while they ran, so that a later one is as fast as the one before it was in the end.
   *
   * @default {it is compiled}
   */
  module?: WebAssembly.Module;
  /**
   * The address of the kernel's package, for a process that may not look for it.
   *
   * @default {it is looked for}
   */
  folder?: string;
  /**
   * How far its memory may grow.
   *
   * @default {as far as WebAssembly's can, 4 GiB}
   */
  memory?: MemoryLimit;
}

/**
 * Compiles the kernel's code, as far as that is done before it runs.
 *
 * @param folder the address of the kernel's package
 */
export function compileOcct(folder: string): WebAssembly.Module {
  return compileFile(new URL("replicad_single.wasm", folder));
}

/**
 * Boots a kernel of its own: nothing is shared with an earlier one but the compiled code.
 *
 * Takes about a second, with code that is compiled already a tenth of that.
 *
 * @example Making a box
 * ```ts ignore
 * const oc = await loadOcct();
 * const box = new oc.BRepPrimAPI_MakeBox(10, 20, 30).Shape();
 * ```
 */
export async function loadOcct(options: LoadOcctOptions = {}): Promise<OpenCascade> {
  const { print = () => {}, memory } = options;
  // What looks for it is left out where it is known: it needs much of Node.
  const folder = options.folder ?? await (await import("./kernel_package.ts")).kernelFolder();
  const module = options.module ?? compileOcct(folder);
  // By its address: the kernel's process starts without any configuration.
  const code = new URL("replicad_single.js", folder).href;
  const { default: boot }: { default: BootKernel } = await import(code);
  const { instantiateWasm, failed } = instantiation(module, memory);
  return await Promise.race([boot({ print, printErr: print, instantiateWasm }), failed]);
}
