/**
 * Where the kernel's code is.
 *
 * @module
 */
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { KernelUnavailable } from "../errors.ts";

/** The address of the package's folder that the kernel's code and its WebAssembly lie in. */
export async function kernelFolder(): Promise<string> {
  const folder = folderOfModules() ?? await folderByItself();
  return pathToFileURL(`${folder}/`).href;
}

/** Null where there is no node_modules above this file. */
function folderOfModules(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve("replicad-opencascadejs"));
  } catch {
    return null;
  }
}

/**
 * The folder as the package itself names it when it is about to look for its WebAssembly: a package
 * in Deno's cache, or in the node_modules of a project that links Trunnion, is found in no other
 * way.
 */
async function folderByItself(): Promise<string> {
  const { default: boot } = await import("replicad-opencascadejs");
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
