/**
 * What makes a file with the kernel.
 *
 * @module
 */
import type { OpenCascade } from "./load_occt.ts";

/** A file as bytes, and what is known of it, as plain data. */
export interface MadeFile {
  readonly file: Uint8Array;
  readonly info: unknown;
}

/**
 * A module that the kernel's process imports when it is first asked to make something with it: a
 * request names it by its address. So the process knows nothing of what is made.
 */
export interface KernelMaker {
  /**
   * Makes a file.
   *
   * @param request plain data, as the caller of {@linkcode KernelClient.make} gave it
   */
  make(oc: OpenCascade, request: unknown): Promise<MadeFile>;
}
