/**
 * Boots OpenCascade, compiled to WebAssembly, in the current thread.
 *
 * Only the kernel's own process does this in production: a kernel that crashes or hangs takes
 * its thread along.
 *
 * @module
 */
import boot, { type OpenCascadeInstance } from "replicad-opencascadejs";

/** A booted kernel: OpenCascade's classes, and the file system that lives in its memory. */
export type OpenCascade = OpenCascadeInstance;

/** How a kernel is booted. */
export interface LoadOcctOptions {
  /**
   * Takes each line that the kernel prints, of standard output and of standard error alike.
   *
   * @default {a function that drops the line}
   */
  print?: (line: string) => void;
}

/**
 * Boots a kernel of its own: nothing is shared with an earlier one but the compiled code.
 *
 * Takes about a second, and needs the permission to read the package's folder.
 *
 * @example Making a box
 * ```ts ignore
 * const oc = await loadOcct();
 * const box = new oc.BRepPrimAPI_MakeBox(10, 20, 30).Shape();
 * ```
 */
export async function loadOcct(options: LoadOcctOptions = {}): Promise<OpenCascade> {
  const print = options.print ?? (() => {});
  return await boot({ print, printErr: print });
}
