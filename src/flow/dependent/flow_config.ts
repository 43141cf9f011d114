/** What is said of a flow beside its processor. @module */
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { findOptionFault, type OptionChecks } from "../../base/option_rules.ts";
import { FlowError } from "../record/flow_errors.ts";
import type { JobCache } from "../job.ts";
import { JOB_RULES } from "../job_rules.ts";
import { WORK_POLICY, type WorkPolicy } from "../policy/work_policy.ts";
import type { StandardSchema } from "../standard_schema.ts";
import { FLOW_TYPES, type FlowType } from "./flow_words.ts";

/**
 * How outputs of dependencies come into a flow's input: `"distinct"` merges them, and two different
 * values under one key are an error; `"last"` lets the later dependency win; with `"none"` the
 * input is the given one, and outputs are asked for by the dependency's id.
 */
export type MergeRule = "distinct" | "last" | "none";

/** What a flow is made with. All times are milliseconds. */
export interface FlowConfig<I = unknown, O = unknown> extends Omit<WorkPolicy, "timeout"> {
  /** What it is called, for people. Its identity is its `processId`. */
  readonly name: string;
  /**
   * What it does, in words.
   *
   * @default {null}
   */
  readonly description?: string | null;
  /**
   * Milliseconds for one attempt; past them it is stopped, and has failed with a FlowTimeoutError.
   *
   * @default {null}
   */
  readonly timeout?: number | null;
  /**
   * Where or how it is done. A processor that no worker can import runs inline, unless a thread or
   * a process is asked for: then it fails, with a sentence that says what to do.
   *
   * @default {"process"}
   */
  readonly flowType?: FlowType;
  /**
   * How outputs of dependencies come into its input.
   *
   * @default {"distinct"}
   */
  readonly merge?: MergeRule;
  /**
   * Of flows that could start, those with the higher number go first.
   *
   * @default {0}
   */
  readonly priority?: number;
  /** Words for groups of flows; the context's `limits` may say how many of a group run at once. */
  readonly tags?: readonly string[];
  /** How much of the context's `limits` it holds while it runs, where that is not one. */
  readonly resources?: Readonly<Record<string, number>>;
  /**
   * What its results are told apart by: those of another version are not taken on resume.
   *
   * @default {null}
   */
  readonly version?: string | null;
  /**
   * Finds outputs of earlier executions again, by a key of the merged input: they stand in for the
   * processor. A Map will do as `store`.
   */
  readonly cache?: JobCache<I>;
  /** Checks the merged input before the first attempt; it becomes what the schema makes of it. */
  readonly input?: StandardSchema<unknown, I>;
  /** Checks the output; it becomes what the schema makes of it. */
  readonly output?: StandardSchema<unknown, O>;
}

/** A flow's config with its defaults, frozen. */
export type FilledFlowConfig<I = unknown, O = unknown> =
  & FlowConfig<I, O>
  & Required<
    Pick<
      FlowConfig,
      | "description"
      | "timeout"
      | "retries"
      | "flowType"
      | "merge"
      | "priority"
      | "tags"
      | "version"
    >
  >;

const MERGE_RULES: readonly unknown[] = ["distinct", "last", "none"];
const TYPES: readonly unknown[] = FLOW_TYPES;
const isText = (value: unknown) => value === null || typeof value === "string";

const CHECKS: OptionChecks<FlowConfig> = {
  ...WORK_POLICY,
  name: { rule: "a text", holds: (value) => typeof value === "string" && value !== "" },
  description: { rule: "a text or null", holds: isText },
  timeout: {
    rule: "a number of milliseconds above 0, or null",
    holds: (value) => value === null || WORK_POLICY.timeout.holds!(value),
  },
  flowType: { rule: `one of ${FLOW_TYPES.join(", ")}`, holds: (value) => TYPES.includes(value) },
  merge: {
    rule: `one of ${MERGE_RULES.join(", ")}`,
    holds: (value) => MERGE_RULES.includes(value),
  },
  priority: JOB_RULES.priority,
  tags: {
    rule: "a list of texts",
    holds: (value) => Array.isArray(value) && value.every((tag) => typeof tag === "string"),
  },
  resources: JOB_RULES.resources,
  version: { rule: "a text or null", holds: isText },
  cache: JOB_RULES.cache,
  input: JOB_RULES.input,
  output: JOB_RULES.output,
};

const NAMES: OptionNames<FlowConfig> = CHECKS;

/**
 * Fills in the defaults, and freezes.
 *
 * @throws UsageError for options that there are not
 * @throws FlowError for values that cannot be
 */
export function fillFlowConfig<I, O>(config: FlowConfig<I, O>): FilledFlowConfig<I, O> {
  requireKnownOptions<FlowConfig>("make the flow", config as FlowConfig, NAMES);
  const fault = findOptionFault<FlowConfig>(config as FlowConfig, CHECKS);
  if (fault !== null || config.name === undefined) {
    const { setting, rule, found } = fault ?? { setting: "name", rule: "a text", found: undefined };
    throw new FlowError(
      `Cannot make the flow '${config.name}': \`${setting}\` must be ${rule}; found ` +
        `${String(found)}.`,
      { data: { setting, found: String(found) } },
    );
  }
  return Object.freeze({
    description: null,
    timeout: null,
    retries: 0,
    flowType: "process",
    merge: "distinct",
    priority: 0,
    version: null,
    ...given(config),
    tags: Object.freeze([...config.tags ?? []]),
  });
}

/** Without what is given as undefined, which stands for the default. */
function given<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T; // the same fields
}
