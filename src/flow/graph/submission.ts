import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";

/** What may be submitted: an object; anything else becomes `{ task: String(it) }`. */
export type SubmittedData = Readonly<Record<string, unknown>> | string | number | boolean | bigint;

/** What may be submitted to a graph. */
export type Submitted = SubmittedData | Submission;

/** What is known of a submission beside its data. */
export interface SubmissionOptions {
  /**
   * Unique.
   *
   * @default {a random UUID}
   */
  readonly id?: string;
  /**
   * The graph that it is for, whatever else `submit` is told.
   *
   * @default {the one that `submit` is told}
   */
  readonly fqName?: string;
}

const SUBMISSION_OPTIONS: OptionNames<SubmissionOptions> = { id: true, fqName: true };

/** One piece of data that goes through a graph. It is kept as it came, and never changed. */
export class Submission {
  /** Unique; it comes back with the result. */
  readonly id: string;
  /** What was submitted. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The graph that it is for; null where `submit` says. */
  readonly fqName: string | null;

  /**
   * Data for a graph.
   *
   * @throws UsageError for data that is no plain object
   */
  constructor(data: Readonly<Record<string, unknown>>, options: SubmissionOptions = {}) {
    requireKnownOptions("make a submission", options, SUBMISSION_OPTIONS);
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      const found = Array.isArray(data) ? "a list" : data === null ? "null" : typeof data;
      throw new UsageError(
        `Cannot make a submission: Task data must be a dictionary, a plain object, found ` +
          `${found}. A text or number can be given to \`submit\` as it is.`,
        { data: { found } },
      );
    }
    this.id = options.id ?? crypto.randomUUID();
    this.data = data;
    this.fqName = options.fqName ?? null;
  }

  /** A submission of anything that may be submitted. */
  static of(task: SubmittedData | Submission): Submission {
    if (task instanceof Submission) return task;
    return new Submission(typeof task === "object" ? task : { task: String(task) });
  }
}
