/** What there is only so much of, for jobs. @module */

/** So much within a time: `{ count: 10, per: 1000 }` lets ten jobs start in each second. */
export interface Rate {
  /** How much may be taken within any `per` milliseconds. */
  readonly count: number;
  /** Milliseconds after which what was taken is there again, whether the job has ended or not. */
  readonly per: number;
}

/**
 * What jobs hold while they work, by name: so much of it at once, or so much within a time.
 *
 * @example
 * ```ts
 * import type { Resources } from "./resources.ts";
 *
 * const resources: Resources = { kernel: 2, api: { count: 10, per: 1000 } };
 * ```
 */
export type Resources = Readonly<Record<string, number | Rate>>;
