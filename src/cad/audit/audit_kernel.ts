/**
 * The kernel's half of audits.
 *
 * @module
 */
import { fsPromises } from "../../base/node/builtins.ts";
import { requirePlainFile } from "../../base/plain_file.ts";
import { sha256 } from "../../base/sha256.ts";
import { MalformedStep } from "../errors.ts";
import type { KernelDump, ShapeKernel } from "../formats/shape_kernel.ts";
import { unpackFile } from "../formats/unpack_file.ts";
import { CHANGED } from "./changed.ts";
import { LoaderKernel } from "../occt/loader_kernel.ts";

/**
 * Reads files by the kernel, in its own process, while something else is done. What becomes of them
 * is compared elsewhere ({@linkcode readAlready}).
 */
export class AuditKernel {
  readonly #kernel = new LoaderKernel("few");
  readonly #deadline: number | undefined;

  /** @param deadline milliseconds that a file may take; the kernel's own where it is not given */
  constructor(deadline?: number) {
    this.#deadline = deadline;
  }

  /**
   * What the kernel makes of a STEP file, in millimetres.
   *
   * @param content the hash of its bytes
   * @throws {Error} where the file is another one by now
   * @throws what {@linkcode ShapeKernel.readStep} throws
   */
  async read(path: string, content: string, signal: AbortSignal): Promise<KernelDump> {
    requirePlainFile(path);
    const bytes = new Uint8Array(await fsPromises().readFile(path, { signal }));
    if (sha256(bytes) !== content) throw new Error(CHANGED);
    const text = unpackFile(bytes, MalformedStep);
    return await this.#kernel.readStep(text, { signal, deadline: this.#deadline });
  }

  /** Ends the kernel's process. Safe to call twice. */
  async close(): Promise<void> {
    await this.#kernel.close();
  }
}

/** A kernel that has read one file already, elsewhere. */
export function readAlready(dump: KernelDump): ShapeKernel {
  return {
    name: "OpenCascade",
    version: "unknown",
    readStep: () => Promise.resolve(dump),
    readIges: () => Promise.reject(new TypeError("What was read already is a STEP file")),
  };
}
