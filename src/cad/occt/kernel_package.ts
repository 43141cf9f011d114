/**
 * Where the kernel's code is.
 *
 * @module
 */
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenCascadeInstance } from "replicad-opencascadejs";
import { KernelUnavailable } from "../errors.ts";

/** The package's one function, as far as it is used here. */
type BootKernel = (options: Record<string, unknown>) => Promise<OpenCascadeInstance>;

/** The folder of the kernel's package that its code and its WebAssembly lie in. */
export async function kernelFolder(): Promise<string> {
  try {
    return dirname(createRequire(import.meta.url).resolve("replicad-opencascadejs"));
  } catch {
    return await folderByItself(); // no node_modules above this file
  }
}

/** The package's code, by its path: the kernel's process starts without any configuration. */
export async function importKernel(folder: string): Promise<BootKernel> {
  return (await import(pathToFileURL(join(folder, "replicad_single.js")).href)).default;
}

/**
 * The folder as the package itself names it when it is about to look for its WebAssembly: a package
 * in Deno's cache, or in the node_modules of a project that links Trunnion, is found in no other
 * way.
 */
async function folderByItself(): Promise<string> {
  const boot: BootKernel = (await import("replicad-opencascadejs")).default;
  let found: string | null = null;
  const locateFile = (_name: string, folder: string) => {
    found = folder;
    throw new Error("its folder is all that is asked for");
  };
  await boot({ locateFile }).catch(() => {});
  if (found === null) throw new KernelUnavailable(NOT_FOUND);
  return resolve(found);
}

const NOT_FOUND =
  "Cannot find the CAD kernel's code: the package replicad-opencascadejs must say " +
  "where it lies, and it did not. Install the dependencies again.";
