/**
 * What goes over the pipe between the loader and the kernel's process.
 *
 * @module
 */

/** The answer to one reading of a STEP file. */
export interface KernelDump {
  /** The B-Rep of everything in the file, as OpenCascade's text (`CASCADE Topology`). */
  readonly brep: Uint8Array;
  /**
   * The file's entity number of each distinct face, in the order in which a depth-first walk of
   * the shape first meets them; 0 where it is not known.
   */
  readonly faceIds: Int32Array;
  /** The length unit that the file states, lower case (`"mm"`, `"inch"`), or null. */
  readonly fileUnits: string | null;
  /** Milliseconds by stage: `read`, `transfer`, `ids`, `dump`. */
  readonly timings: Record<string, number>;
  /** Bytes of the kernel's memory after the reading. */
  readonly heapBytes: number;
}
