/** How much main memory work takes. @module */

/** Bytes of main memory that a worker took at most in some time. */
export interface MemoryUse {
  /** Its process; null where nothing is known of it. */
  readonly peakBytes: number | null;
  /** Processes that its handler has started, such as the CAD kernel; null where it has none. */
  readonly helperPeakBytes: number | null;
}
