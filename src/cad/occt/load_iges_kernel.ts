/**
 * Boots the second build of OpenCascade, which reads IGES, in the current thread.
 *
 * @module
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stackFrames } from "../../base/node/stack_frames.ts";
import { KernelUnavailable } from "../errors.ts";
import { compileFile } from "./compile_file.ts";
import type { IgesKernel } from "./iges_kernel.ts";
import { instantiation } from "./instantiate_wasm.ts";
import type { MemoryLimit } from "./memory_limit.ts";

const CODE = "bitbybit-dev-occt.js", WASM = "bitbybit-dev-occt.wasm";

/** The address of the folder that the kernel's code and its WebAssembly lie in. */
export async function igesKernelFolder(): Promise<string> {
  const folder = folderOfModules() ?? await folderByItself();
  return pathToFileURL(`${folder}/`).href;
}

/** Null where there is no node_modules above this file. */
function folderOfModules(): string | null {
  try {
    const require = createRequire(import.meta.url);
    return dirname(require.resolve(`@bitbybit-dev/occt/bitbybit-dev-occt/${CODE}`));
  } catch {
    return null;
  }
}

/** Compiles the kernel's code, as far as that is done before it runs. */
export function compileIgesKernel(folder: string): WebAssembly.Module {
  return compileFile(new URL(WASM, folder));
}

/** What an instance is made of. */
interface LoadOptions {
  /** Its address. */
  readonly folder: string;
  readonly module: WebAssembly.Module;
  /** How far its memory may grow. */
  readonly memory: MemoryLimit;
  /** Takes each line that the kernel prints. */
  readonly print: (line: string) => void;
}

/** Boots an instance. The thread is its own: what its code takes for granted is set there. */
export async function loadIgesKernel(options: LoadOptions): Promise<IgesKernel> {
  const { folder, module, memory, print } = options;
  const path = join(fileURLToPath(folder), CODE);
  // The code takes Deno for Node, and itself for a CommonJS module.
  Object.assign(globalThis, {
    require: createRequire(folder),
    __dirname: dirname(path),
    __filename: path,
  });
  type Boot = (options: Record<string, unknown>) => Promise<IgesKernel>;
  const { default: boot }: { default: Boot } = await import(pathToFileURL(path).href);
  const { instantiateWasm, failed } = instantiation(module, memory);
  return await Promise.race([boot({ print, printErr: print, instantiateWasm }), failed]);
}

/**
 * The folder as the code itself tells it: a package in Deno's cache, or in the node_modules of a
 * project that links Trunnion, is found in no other way. Outside of a CommonJS module the code
 * stops where it wants to know its folder, and the error says where that was.
 */
async function folderByItself(): Promise<string> {
  try {
    const code = await import("@bitbybit-dev/occt/bitbybit-dev-occt/bitbybit-dev-occt.js");
    await code.default();
  } catch (error) {
    const frames = error instanceof Error ? stackFrames(error) : [];
    const code = frames.find(({ url }) => /^file:.*bitbybit-dev-occt\.js$/.test(url));
    if (code !== undefined) return dirname(fileURLToPath(code.url));
  }
  throw new KernelUnavailable(
    "Cannot find the CAD kernel's code for IGES: the package @bitbybit-dev/occt must say where " +
      "it lies, and it did not. Install the dependencies again.",
  );
}
