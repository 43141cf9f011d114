/** The settings of a flow: its options, checked and with their defaults. @module */
import {
  chooseOptions,
  DEADLINE_RULE,
  DEFAULT_OPTIONS,
  isDeadline,
} from "../cad/loader_options.ts";
import { UsageError } from "../base/errors.ts";
import { requireKnownOptions } from "../base/known_options.ts";
import {
  type FilledOptions,
  fillOptions,
  findOptionFault,
  foundText,
  hasMethods,
  type OptionChecks,
  type OptionFault,
  type OptionRules,
  pickOptions,
} from "../base/option_rules.ts";
import { zarrBackend } from "../dataset/dataset_backend.ts";
import { builtInType, STORAGE_TYPES, type StorageType } from "../storage/storage_provider.ts";
import type { StorageProvider } from "../storage/storage_provider.ts";
import type { ModuleExport } from "./module_export.ts";
import type { PipelineOptions } from "./pipeline_options.ts";
import { checkPolicy, ITEM_DEFAULTS, type ItemDefaults } from "./tasks/task_policy.ts";

/** What the flow itself takes out of its options, and what is said of its items. */
type OwnOptions = Pick<PipelineOptions, "name" | "tasks" | keyof ItemDefaults>;
type SettingOptions = Omit<PipelineOptions, keyof OwnOptions>;

/** All settings: their defaults, and what they must be. */
const SETTINGS = {
  flowsOutputDir: { default: "./output" },
  maxWorkers: {
    default: null,
    rule: "a whole number from 1, or null for one a core",
    holds: (value) => value === null || (Number.isInteger(value) && Number(value) >= 1),
  },
  isolation: {
    default: "process",
    rule: '"process" or "thread"',
    holds: (value) => value === "process" || value === "thread",
  },
  maxHeapBytes: {
    default: null,
    rule: "a number of bytes above 0, or null for a share of the memory",
    holds: (value) => value === null || (Number.isFinite(value) && Number(value) > 0),
  },
  config: {}, // null says that there is none
  drainTimeout: {
    default: 5000,
    rule: "a number of milliseconds",
    holds: (value) => typeof value === "number" && value >= 0,
  },
  debug: { default: false },
  executor: {
    default: null,
    rule: "an object with the method `open`, without `debug`, which does items in this thread",
    holds: (value) => hasMethods(value, "open"),
  },
  datasetBackend: {
    default: zarrBackend,
    rule: "an object with the methods `merge` and `firstRows`",
    holds: (value) => hasMethods(value, "merge", "firstRows"),
  },
  autoDatasetExport: { default: true },
  mlTask: { default: "" },
  cleanOutputDir: { default: false },
  reuse: { default: true },
  exportVisualization: { default: false },
  storageType: {
    default: "optimized",
    rule: `one of ${STORAGE_TYPES.join(", ")}`,
    holds: (value) => STORAGE_TYPES.some((type) => type === value),
  },
  storageProvider: { default: null },
  deadline: {
    default: null,
    rule: `${DEADLINE_RULE}, or null for the loader's default`,
    holds: (value) => value === null || isDeadline(value),
  },
  loaderOptions: { default: {} },
  auditEvery: {
    default: 200,
    rule: "a whole number of files from 1, of which one is read by both readers, or 0 for none",
    holds: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  loader: { default: null },
  progress: { default: true },
  logger: {},
  stallAfter: {
    default: 120_000,
    rule: "a number of milliseconds above 0, or Infinity for never",
    holds: (value) => typeof value === "number" && value > 0,
  },
  onStall: {
    rule: "a function that takes what has stalled",
    holds: (value) => typeof value === "function",
  },
  onEnd: {
    rule: "a function that takes the run's report",
    holds: (value) => typeof value === "function",
  },
} satisfies OptionRules<SettingOptions>;

const OWN: OptionChecks<OwnOptions> = { name: {}, tasks: {}, ...ITEM_DEFAULTS };
const EXPORT: OptionChecks<ModuleExport> = { module: {}, export: {} };

/** Settings with their defaults. */
export interface PipelineSettings
  extends Omit<FilledOptions<SettingOptions, typeof SETTINGS>, "storageType" | "storageProvider"> {
  /** The provider, or the type where there is none. */
  readonly storage: StorageType | StorageProvider | ModuleExport;
  /** What holds for items whose task says nothing. */
  readonly items: ItemDefaults;
}

/**
 * Fills in the defaults.
 *
 * @throws UsageError for a setting that cannot work
 */
export function pipelineSettings(options: PipelineOptions): PipelineSettings {
  refuseGrace(options);
  requireKnownOptions("make the flow", options, { ...OWN, ...SETTINGS });
  const { loader, debug = false, executor, storageProvider, loaderOptions = {} } = options;
  const builtIn = builtInType(storageProvider);
  if (loader !== undefined) requireKnownOptions("find the flow's loader", loader, EXPORT);
  const items = pickOptions<ItemDefaults>(options, ITEM_DEFAULTS);
  checkPolicy("these flow options", items);
  const fault = findOptionFault<SettingOptions>(options, SETTINGS);
  if (fault !== null) throw refusal(fault);
  if (debug && executor !== undefined) {
    const { rule } = SETTINGS.executor;
    const text = "it beside `debug: true`";
    throw refusal({ setting: "executor", rule, found: text }, text);
  }
  const isObject = storageProvider !== undefined && !("module" in storageProvider);
  if (isObject && builtIn === null && !debug) {
    throw new UsageError(
      "Cannot make the flow: an object cannot be sent to workers, so `storageProvider` must say " +
        "which module exports it: { module: import.meta.url, export: 'provider' }. An object is " +
        "fine with `debug: true`.",
    );
  }
  // Another loader may have other options, and says so when a worker boots it.
  if (loader === undefined) chooseOptions(DEFAULT_OPTIONS, loaderOptions);
  const { storageType, storageProvider: provider, ...filled } = fillOptions<
    SettingOptions,
    typeof SETTINGS
  >(options, SETTINGS);
  return { ...filled, storage: builtIn ?? provider ?? storageType, items };
}

function refuseGrace(options: PipelineOptions): void {
  if (typeof options !== "object" || options === null || !("grace" in options)) return;
  throw refusal({
    setting: "grace",
    rule: "left out: it is what work that was told to stop gets, and a task's own. The time " +
      "before that, when a run is cancelled, is `drainTimeout`",
    found: options.grace,
  });
}

/** @param text what was found, where that is not the value by itself */
function refusal(
  { setting, rule, found }: OptionFault,
  text: string = foundText(found),
): UsageError {
  return new UsageError(`Cannot make the flow: \`${setting}\` must be ${rule}; found ${text}.`, {
    data: { setting, found },
  });
}
