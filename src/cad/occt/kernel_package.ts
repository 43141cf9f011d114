/**
 * Where the kernel's code is.
 *
 * @module
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** The folder of the kernel's package that its WebAssembly lies in. */
export function kernelFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("replicad-opencascadejs"));
}
