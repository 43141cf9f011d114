/**
 * How CAD files are opened: the interface that every loader implements.
 *
 * @module
 */
import type { AssemblyNode } from "./assembly/assembly.ts";
import type { Body, Brep } from "./brep.ts";
import type { LoaderOptions } from "./loader_options.ts";

/** Where a model's numbers come from: written into every row of the infoset. */
export interface Provenance {
  /** The CAD kernel, e.g. `"OpenCascade"`. */
  readonly kernel: string;
  readonly kernelVersion: string;
  /** The reader, e.g. `"step-occt-wasm"`. */
  readonly reader: string;
  /** The length unit of the model's numbers: `"mm"`, or the file's. */
  readonly units: string;
  /** The length unit of the file, where it says so. */
  readonly fileUnits: string | null;
  /** The format of the file: `"STEP"`. */
  readonly format: string;
}

/** Milliseconds that each stage of loading took. */
export interface LoadTimings {
  readonly read: number;
  readonly kernel: number;
  readonly parse: number;
}

/** An opened CAD file. */
export interface CadModel {
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
  /** Size of the file in bytes. */
  readonly size: number;
  readonly bodies: readonly Body[];
  readonly provenance: Provenance;
  readonly timings: LoadTimings;
  getBody(index: number): Body;
  getBodyCount(): number;
  /** The B-Rep of one body; without an index the whole file's distinct bodies as one. */
  getBrep(index?: number): Brep;
  /** The number of faces over all bodies, each body once. */
  getFaceCount(): number;
  /** The assembly: products, what they consist of, and where each stands. */
  tree(): AssemblyNode;
}

/** Opens CAD files. A worker boots one loader and uses it for all its items. */
export interface CadLoader {
  /**
   * Opens a file.
   *
   * @param options `signal` gives up on the file; the others hold for this file only
   * @throws a {@linkcode CadError} subclass that says why the file cannot be opened
   */
  createFromFile(
    path: string,
    options?: { signal?: AbortSignal } & LoaderOptions,
  ): Promise<CadModel>;
  /**
   * Changes how files are opened from now on. A loader without this method has no options.
   *
   * @throws {UsageError} for an option that does not exist, or a value that it cannot have
   */
  setOptions?(options: LoaderOptions): void;
  /** Ends what the loader has started. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * A loader that needs a licence names the environment variable that holds its key; the worker
 * that boots it reads the key and calls `setLicense`.
 */
export interface LicensedLoader extends CadLoader {
  readonly licenseVariable: string;
  setLicense(key: string, options: { validate: boolean }): Promise<void>;
}
