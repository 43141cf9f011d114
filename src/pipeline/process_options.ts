/** What a run of a flow is given. @module */
import type { OptionNames } from "../base/known_options.ts";
import type { RunListener } from "../flow/record/events.ts";

/** What has begun a run, so that the same can be begun again without the program that did. */
export interface RunOrigin {
  /** A command that tries the failed items again, when the run's folder is put behind it. */
  readonly retryCommand: string;
  /** Whatever the command needs to know, as JSON can hold it. */
  readonly [name: string]: unknown;
}

/** One item of a flow, done again by itself to be looked at. */
export interface ItemReplay {
  /** The stage that takes the item; stages before it do all of theirs. */
  readonly stage: string;
  /** The item as the journal and error rows tell it: its path, or its JSON. */
  readonly item: string;
  /** Takes the place of the flow's `flowsOutputDir`: what an earlier run wrote stays as it was. */
  readonly folder: string;
}

/** What `process` takes. */
export interface ProcessOptions {
  /** Data for the tasks, by the names of their inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /**
   * The most items that are taken, for trying a flow out.
   *
   * @default {null, all of them}
   */
  readonly limit?: number | null;
  /**
   * Whether items that have failed in an earlier run are tried again; else their failures are kept
   * like the results of the others.
   *
   * @default {false}
   */
  readonly retryFailed?: boolean;
  /**
   * Whether items that the dataset has and the inputs lack are taken out of it. Else they stay, and
   * the run says how many they are. Their encoded files stay either way.
   *
   * @default {false}
   */
  readonly prune?: boolean;
  /**
   * Takes the first items only, as many as it says (5 for true), writes nothing into the flow's
   * folder, and says what all items would take: see `dryRun` of the result.
   *
   * @default {false}
   */
  readonly dryRun?: number | boolean;
  /**
   * Does one item only, in this thread as with `debug: true`, and merges no dataset.
   *
   * @default {all items are done, where the flow does them}
   */
  readonly replay?: ItemReplay;
  /**
   * What can run the same again, as plain data: it is kept with the run, and its `retryCommand`
   * stands in what is told of failures.
   *
   * @default {only the program that runs the flow can run it again}
   */
  readonly origin?: RunOrigin;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
  /** Hears what happens in the run: jobs, their progress, and the lines of the log. */
  readonly onEvent?: RunListener;
}

/** The names of {@linkcode ProcessOptions}. */
export const PROCESS_OPTIONS: OptionNames<ProcessOptions> = {
  inputs: true,
  limit: true,
  retryFailed: true,
  prune: true,
  dryRun: true,
  replay: true,
  origin: true,
  signal: true,
  onEvent: true,
};
