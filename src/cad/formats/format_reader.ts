/**
 * What reads the files of one format.
 *
 * @module
 */
import type { AssemblyNode } from "../assembly/assembly.ts";
import type { Body } from "../brep.ts";
import type { LoadTimings, Provenance } from "../cad_loader.ts";
import type { ReadingOptions } from "../loader_options.ts";
import type { ShapeKernel } from "./shape_kernel.ts";

/** What a reader is given beside the bytes. */
export interface ReadingContext {
  /** The file, for errors. */
  readonly path: string;
  /** How the file is to be read. What its bodies are made of is decided after the reading. */
  readonly options: ReadingOptions;
  /** Gives up on the file. */
  readonly signal?: AbortSignal;
  /** The loader's kernel: it boots with the first request, and serves all later ones. */
  readonly kernel: ShapeKernel;
}

/** What a reader makes of a file. */
export interface ReadModel {
  /** The distinct bodies, at least one, each with all places where it stands. */
  readonly bodies: readonly Body[];
  /** Where the numbers come from; the loader adds the format. */
  readonly provenance: Omit<Provenance, "format">;
  /** Milliseconds that the stages of the reading took. */
  readonly timings: LoadTimings;
  /**
   * The program that wrote the file, without its version.
   *
   * @default {nothing is known of it}
   */
  readonly exporter?: string;
  /**
   * Puts the assembly of these bodies together, when it is first asked for.
   *
   * @default {all bodies below one node without a name}
   */
  readonly assembly?: () => AssemblyNode;
}

/**
 * Reads one format: says which files are of it, and makes bodies of their bytes.
 *
 * A reader is registered by {@linkcode registerFormat}; the loader, the gathering of files and
 * the sentences of errors then know its format. It keeps nothing from one file to the next.
 */
export interface FormatReader {
  /** The format's name, as people write it: `"STEP"`. It is part of each row's provenance. */
  readonly format: string;
  /** The extensions of its files, lower case with the dot: `[".step", ".stp"]`. */
  readonly extensions: readonly string[];
  /**
   * Whether a file is of this format by what it begins with, whatever it is called. Among several
   * that say so the reader of the file's extension has the file, else the one that was added first.
   *
   * @param bytes the file's first bytes, or all of them
   * @param extension the file's extension, lower case with the dot, or `""`
   */
  recognises(bytes: Uint8Array, extension: string): boolean;
  /**
   * Reads a file. It is asked for what it recognises, and for files with one of its extensions
   * that no reader recognises: it says what is wrong with them.
   *
   * @throws {CadError} a subclass that says why the file cannot be read: one class a reason, as
   * errors are counted by their class
   */
  read(bytes: Uint8Array<ArrayBuffer>, context: ReadingContext): Promise<ReadModel>;
}
