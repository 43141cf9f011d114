/** What a run of a flow is given. @module */
import { UsageError } from "../base/errors.ts";
import { requireKnownOptions } from "../base/known_options.ts";
import {
  type FilledOptions,
  fillOptions,
  findOptionFault,
  foundText,
  type OptionRules,
} from "../base/option_rules.ts";
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

/** All options of a run: their defaults, and what they must be. */
const PROCESS_OPTIONS = {
  inputs: {},
  limit: {
    default: null,
    rule: "a whole number from 1, or null",
    holds: (value) => value === null || isCount(value),
  },
  retryFailed: { default: false },
  prune: { default: false },
  dryRun: {
    default: false,
    rule: "a whole number from 1, or null",
    holds: (value) => value === null || typeof value === "boolean" || isCount(value),
  },
  replay: { default: null },
  origin: { default: null },
  signal: {},
  onEvent: {},
} satisfies OptionRules<ProcessOptions>;

/** {@linkcode ProcessOptions} with their defaults. */
export type ProcessSettings = FilledOptions<ProcessOptions, typeof PROCESS_OPTIONS>;

/**
 * Fills in the defaults.
 *
 * @throws UsageError for what cannot work
 */
export function processSettings(options: ProcessOptions): ProcessSettings {
  requireKnownOptions("run the flow", options, PROCESS_OPTIONS);
  const fault = findOptionFault<ProcessOptions>(options, PROCESS_OPTIONS);
  if (fault === null) {
    return fillOptions<ProcessOptions, typeof PROCESS_OPTIONS>(options, PROCESS_OPTIONS);
  }
  const { setting, rule, found } = fault;
  throw new UsageError(
    `Cannot run the flow: \`${setting}\` must be ${rule}; found ${foundText(found)}.`,
    {
      data: { [setting]: found },
    },
  );
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1;
}
