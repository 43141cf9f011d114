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
  /** The CAD kernel, e.g. `"OpenCascade"`; `"none"` where none was needed. */
  readonly kernel: string;
  /** The version that the kernel gives itself. */
  readonly kernelVersion: string;
  /**
   * The reader: `"step-occt-wasm"` and `"iges-occt-wasm"` are the kernel's, `"step-typescript"` and
   * `"brep-typescript"` Trunnion's own.
   */
  readonly reader: string;
  /** The length unit of the model's numbers: `"mm"`, or the file's. */
  readonly units: string;
  /** The length unit of the file, where it says so; `"mm by convention"` of B-Rep texts. */
  readonly fileUnits: string | null;
  /** The encoding that its names were taken to be in, where not all of them are ASCII. */
  readonly nameEncoding?: string;
  /**
   * Why the kernel read the file and not Trunnion itself: the proof that failed, or what it does
   * not read.
   */
  readonly unproven?: string;
  /**
   * What of the file the kernel is known to read wrong, where Trunnion reads it as the standard has
   * it: the kernel's numbers are no measure of these.
   */
  readonly kernelFault?: string;
  /** The format of the file: `"STEP"`, `"IGES"`, `"BREP"`. */
  readonly format: string;
}

/** Milliseconds that each stage of loading took. */
export interface LoadTimings {
  /** From the beginning until the bytes are read and checked. */
  readonly read: number;
  /** What the kernel takes, waiting for its turn included. */
  readonly kernel: number;
  /** What the kernel has made becomes bodies. */
  readonly parse: number;
}

/** An opened CAD file. */
export interface CadModel {
  /** The path that the file was opened by. */
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
  /** Size of the file in bytes. */
  readonly size: number;
  /** The bodies, by the option `bodies` of the loader. */
  readonly bodies: readonly Body[];
  /** Where the numbers come from. */
  readonly provenance: Provenance;
  /** How long the stages of loading took. */
  readonly timings: LoadTimings;
  /**
   * The program that wrote the file, by what the file says of itself: `"solidworks"`. Versions are
   * left out; `"unknown"` where it says nothing.
   *
   * @default {nothing is known of it}
   */
  readonly exporter?: string;
  /**
   * One body.
   *
   * @throws {UsageError} where there is none of that index
   */
  getBody(index: number): Body;
  /** How many bodies there are. */
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
  /**
   * Bytes of main memory that processes of the loader's own took at most since this was last asked;
   * null where there are none. Without this method nothing is reported of them.
   */
  takePeakBytes?(): number | null;
  /** Ends what the loader has started. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * A loader that needs a licence names the environment variable that holds its key; the worker
 * that boots it reads the key and calls `setLicense`.
 */
export interface LicensedLoader extends CadLoader {
  /** The environment variable that holds the licence's key. */
  readonly licenseVariable: string;
  /**
   * Takes the key.
   *
   * @param options `validate` asks whether the key holds; it rejects where that is not so
   */
  setLicense(key: string, options: { validate: boolean }): Promise<void>;
}
