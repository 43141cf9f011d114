/**
 * Why a STEP file is not read without a kernel.
 *
 * @module
 */

/**
 * Thrown where the reader meets what it cannot prove that it reads right. It is no fault of the
 * file: the kernel reads it then.
 */
export class Unproven extends Error {
  override readonly name = "Unproven";
  /** The proof that failed, or what is not read, in a few words: the same for all such files. */
  readonly reason: string;
  /** The number of the entity that it was found at; null where it is of the whole. */
  readonly entity: number | null;

  /** @param detail what was found, where that says more than the reason */
  constructor(reason: string, entity: number | null = null, detail = "") {
    super(reason + (entity === null ? "" : ` (#${entity})`) + (detail === "" ? "" : `: ${detail}`));
    this.reason = reason;
    this.entity = entity;
  }
}
