/**
 * The CAD kernel, as the readers of formats see it.
 *
 * @module
 */

/** What a kernel makes of a STEP file. */
export interface KernelDump {
  /** The B-Rep of everything in the file, as OpenCascade's text (`CASCADE Topology`). */
  readonly brep: Uint8Array;
  /**
   * The file's entity number of each distinct face, in the order in which a depth-first walk of
   * the shape first meets them; 0 where it is not known.
   */
  readonly faceIds: Int32Array;
  /** Milliseconds by stage: `read`, `transfer`, `ids`, `dump`. */
  readonly timings: Record<string, number>;
  /** Bytes of the kernel's memory after the reading. */
  readonly heapBytes: number;
  /** The length unit that the file states, lower case (`"mm"`, `"inch"`), or null. */
  readonly fileUnits: string | null;
}

/** What a kernel makes of an IGES file. */
export interface IgesDump extends Omit<KernelDump, "fileUnits"> {
  /** The version of the kernel that read it, which is another one than that for STEP. */
  readonly kernelVersion: string;
  /** The numbers of the entities that should have become faces, and did not. */
  readonly lost: readonly number[];
}

/** How a STEP file is read. */
export interface ReadStepOptions {
  /**
   * Millimetres in the unit that coordinates are wanted in.
   *
   * @default {1}
   */
  readonly unit?: number;
  /**
   * The distance below which points are the same, in that unit; null for what the file states.
   *
   * @default {null}
   */
  readonly tolerance?: number | null;
}

/** What a kernel has to know of an IGES file. */
export interface ReadIgesOptions {
  /** The numbers of the entities that must each become a face, in the order of the file. */
  readonly faces: readonly number[];
  /** The numbers of those that become a face where nothing else refers to them. */
  readonly surfaces: readonly number[];
}

/** How one request is made. */
export interface KernelRequestOptions {
  /** Milliseconds; the kernel's own where it is not given. */
  readonly deadline?: number;
  /** Gives up on the request: the kernel is stopped. */
  readonly signal?: AbortSignal;
}

/** A CAD kernel that starts with the first file that needs it. */
export interface ShapeKernel {
  /** Its name: `"OpenCascade"`. */
  readonly name: string;
  /** Its version; `"unknown"` before it has read a file. */
  readonly version: string;
  /**
   * Reads a STEP file. The bytes must not be changed until the promise is settled.
   *
   * @throws {CadError} a subclass that says why it could not
   */
  readStep(bytes: Uint8Array, options: KernelRequestOptions & ReadStepOptions): Promise<KernelDump>;
  /**
   * Reads an IGES file, in millimetres: its unit is what the flag in its global section says. The
   * bytes must not be changed until the promise is settled.
   *
   * @throws {CadError} a subclass that says why it could not
   */
  readIges(bytes: Uint8Array, options: KernelRequestOptions & ReadIgesOptions): Promise<IgesDump>;
}
