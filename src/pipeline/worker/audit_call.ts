/** What a worker is told of a file that is to be audited. @module */
import type { KernelDump } from "../../cad/formats/shape_kernel.ts";
import type { AuditedFile } from "../../journal/reader_audits.ts";

/** A file to be audited: plain data. */
export interface AuditCall extends AuditedFile {
  /**
   * What the kernel made of it, where that has read it already.
   *
   * @default {the worker's loader reads it by its kernel}
   */
  readonly dump?: KernelDump;
}
