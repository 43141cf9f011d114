/** The settings of a flow. @module */
import type { RunReport } from "../display/run_report.ts";
import {
  chooseOptions,
  DEADLINE_RULE,
  DEFAULT_OPTIONS,
  isDeadline,
  type LoaderOptions,
} from "../cad/loader_options.ts";
import type { LiveDetails } from "../display/live_view.ts";
import { UsageError } from "../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../base/known_options.ts";
import type { LogLevel } from "../flow/job.ts";
import { type DatasetBackend, zarrBackend } from "../dataset/dataset_backend.ts";
import type { PoolExecutor } from "../pool/run/pool_executor.ts";
import type { Isolation } from "../pool/run/worker_pool.ts";
import { STORAGE_TYPES, type StorageType } from "../storage/create_storage.ts";
import type { StorageProvider } from "../storage/storage_provider.ts";
import { checkPolicy, ITEM_DEFAULTS, type ItemDefaults } from "./tasks/task_policy.ts";

/** Something that a module exports. */
export interface ModuleExport {
  /** URL of the module, e.g. `import.meta.url`. */
  readonly module: string;
  /**
   * What it is called there.
   *
   * @default {"default"}
   */
  readonly export?: string;
}

/** Hears the lines of a flow's log as they are written. */
export interface FlowLogger {
  /** Hears one line. */
  log(level: LogLevel, message: string): void;
}

/** A display of progress, as `createProgress` makes it. */
export interface ProgressDisplay {
  /** Shows how many are done, and how many of them have failed. */
  update(done: number, errors?: number): void;
  /** Called when the task has ended; the flow goes on when it resolves. */
  finish(): void | Promise<void>;
}

/** Makes the display of one task. `look` tells more about it at any time, where more is known. */
export type ProgressFactory = (
  options: { label: string; total: number | null; look?: () => LiveDetails },
) => ProgressDisplay;

/**
 * What `createFlow` takes: also the time limit, the retries and the like of items whose task says
 * nothing of them. Where neither says, an item of a transform has ten minutes; `timeout: Infinity`
 * gives it as long as it likes.
 */
export interface PipelineOptions extends ItemDefaults {
  /**
   * The name of the flow, of its folder and of its files.
   *
   * @default {the name of the first task}
   */
  readonly name?: string;
  /** The tasks in their order: functions made by `flowtask`, or task classes. */
  readonly tasks: readonly unknown[];
  /**
   * The folder in which each flow has a folder, below `flows/`.
   *
   * @default {"./output"}
   */
  readonly flowsOutputDir?: string;
  /**
   * The most workers at once; null for one a core, as far as the memory goes.
   *
   * @default {null}
   */
  readonly maxWorkers?: number | null;
  /**
   * Where workers are. `"process"`: each in a process of its own, so that a file which hangs, crashes
   * or takes all memory costs itself alone; needs `--allow-run`. `"thread"`: all in this process,
   * which is lighter, for tasks that are trusted: one that runs out of memory ends the process, and
   * one that computes for ever cannot be stopped; see {@linkcode stuckThreads}.
   *
   * @default {"process"}
   */
  readonly isolation?: Isolation;
  /**
   * Bytes of JavaScript objects that a worker's process may hold before it counts as crashed; typed
   * arrays and the CAD kernel do not count. Has no effect on workers of this process.
   *
   * @default {null, a share of the free memory, at most V8's own 4 GB}
   */
  readonly maxHeapBytes?: number | null;
  /**
   * Path of the deno.json that workers import the tasks' modules with; null for none. Has no effect
   * on workers of this process.
   *
   * @default {the one that this program runs with, as far as can be told}
   */
  readonly config?: string | null;
  /**
   * Milliseconds that items in work get to end as usual when the run is cancelled, before they are
   * told to stop.
   *
   * @default {5000}
   */
  readonly drainTimeout?: number;
  /**
   * Where items are done instead of in workers of this machine. `isolation`, `maxHeapBytes` and
   * `grace` are then its own matter.
   *
   * @default {workers of this machine}
   */
  readonly executor?: PoolExecutor;
  /**
   * What makes the dataset of the encoded files, and reads of it.
   *
   * @default {Zarr for the arrays, Parquet for the tables}
   */
  readonly datasetBackend?: DatasetBackend;
  /**
   * Runs everything in this process, one item after the other.
   *
   * @default {false}
   */
  readonly debug?: boolean;
  /**
   * Whether the encoded files are merged into a dataset after the last task that encodes.
   *
   * @default {true}
   */
  readonly autoDatasetExport?: boolean;
  /**
   * What the dataset is for, in words.
   *
   * @default {""}
   */
  readonly mlTask?: string;
  /**
   * Whether all of an earlier run of the same name is removed before the start.
   *
   * @default {false}
   */
  readonly cleanOutputDir?: boolean;
  /**
   * Whether items that an earlier run has ended, and that are the same in content, code,
   * parameters and schema, are kept as they are, failures too. False does all of them again.
   *
   * @default {true}
   */
  readonly reuse?: boolean;
  /**
   * Whether previews are made; written down, and without effect as yet.
   *
   * @default {false}
   */
  readonly exportVisualization?: boolean;
  /**
   * How encoded files are kept; `memory` writes none, so that there is no merge.
   *
   * @default {"optimized"}
   */
  readonly storageType?: StorageType;
  /**
   * Makes the storages in your own way: an object when debugging, else where a module exports one.
   */
  readonly storageProvider?: StorageProvider | ModuleExport;
  /**
   * Milliseconds for opening one CAD file, from 1,000.
   *
   * @default {the loader's}
   */
  readonly deadline?: number | null;
  /**
   * How the loader opens files: units, which bodies, tolerance.
   *
   * @default {the loader's}
   */
  readonly loaderOptions?: LoaderOptions;
  /**
   * Where a module exports the loader: an object, a class or a function that makes one.
   *
   * @default {the built-in loader}
   */
  readonly loader?: ModuleExport;
  /**
   * Whether progress is shown on standard error, or what shows it.
   *
   * @default {true}
   */
  readonly progress?: boolean | ProgressFactory;
  /** Hears the lines of the log. */
  readonly logger?: FlowLogger;
  /**
   * Called in this process when a run has ended, however it did, with its report; the run waits for
   * what it returns. What it throws is a WARNING in the log. Dry runs and replays do not call it.
   *
   * @default {nothing is called}
   */
  readonly onEnd?: (report: RunReport) => unknown;
}

const OPTIONS: OptionNames<PipelineOptions> = {
  ...ITEM_DEFAULTS,
  name: true,
  tasks: true,
  flowsOutputDir: true,
  maxWorkers: true,
  isolation: true,
  maxHeapBytes: true,
  config: true,
  drainTimeout: true,
  executor: true,
  datasetBackend: true,
  debug: true,
  autoDatasetExport: true,
  mlTask: true,
  cleanOutputDir: true,
  reuse: true,
  exportVisualization: true,
  storageType: true,
  storageProvider: true,
  deadline: true,
  loaderOptions: true,
  loader: true,
  progress: true,
  logger: true,
  onEnd: true,
};
const EXPORT: OptionNames<ModuleExport> = { module: true, export: true };

/** Settings with their defaults. */
export interface PipelineSettings {
  readonly flowsOutputDir: string;
  readonly maxWorkers: number | null;
  readonly isolation: Isolation;
  readonly maxHeapBytes: number | null;
  readonly config: string | null | undefined;
  readonly drainTimeout: number;
  readonly debug: boolean;
  readonly executor: PoolExecutor | null;
  readonly datasetBackend: DatasetBackend;
  readonly autoDatasetExport: boolean;
  readonly mlTask: string;
  readonly cleanOutputDir: boolean;
  readonly reuse: boolean;
  readonly exportVisualization: boolean;
  readonly storage: StorageType | StorageProvider | ModuleExport;
  readonly deadline: number | null;
  readonly loaderOptions: LoaderOptions;
  readonly loader: ModuleExport | null;
  readonly progress: boolean | ProgressFactory;
  readonly logger: FlowLogger | undefined;
  readonly onEnd: ((report: RunReport) => unknown) | undefined;
  /** What holds for items whose task says nothing. */
  readonly items: ItemDefaults;
}

/**
 * Fills in the defaults.
 *
 * @throws UsageError for a setting that cannot work
 */
export function pipelineSettings(options: PipelineOptions): PipelineSettings {
  require(
    !("grace" in options),
    "grace",
    "left out: it is what work that was told to stop gets, and a task's own. The time before that, " +
      "when a run is cancelled, is `drainTimeout`",
    (options as { grace?: unknown }).grace,
  );
  requireKnownOptions("make the flow", options, OPTIONS);
  if (options.loader !== undefined) {
    requireKnownOptions("find the flow's loader", options.loader, EXPORT);
  }
  const {
    maxWorkers = null,
    isolation = "process",
    maxHeapBytes = null,
    drainTimeout = 5000,
    debug = false,
    storageType = "optimized",
    storageProvider,
    deadline = null,
    timeout,
    retries,
    backoff,
    delay,
    onError,
    maxErrors,
  } = options;
  checkPolicy("these flow options", {
    timeout,
    retries,
    backoff,
    delay,
    onError,
    maxErrors,
  });
  require(
    typeof drainTimeout === "number" && drainTimeout >= 0,
    "drainTimeout",
    "a number of milliseconds",
    drainTimeout,
  );
  require(
    isolation === "process" || isolation === "thread",
    "isolation",
    '"process" or "thread"',
    isolation,
  );
  const backend: unknown = options.datasetBackend;
  require(
    backend === undefined || hasMethods(backend, ["merge", "firstRows"]),
    "datasetBackend",
    "an object with the methods `merge` and `firstRows`",
    backend,
  );
  require(
    options.executor === undefined || (!debug && typeof options.executor.open === "function"),
    "executor",
    "an object with the method `open`, without `debug`, which does items in this thread",
    debug ? "it beside `debug: true`" : options.executor,
  );
  require(
    options.onEnd === undefined || typeof options.onEnd === "function",
    "onEnd",
    "a function that takes the run's report",
    options.onEnd,
  );
  require(
    maxHeapBytes === null || (Number.isFinite(maxHeapBytes) && maxHeapBytes > 0),
    "maxHeapBytes",
    "a number of bytes above 0, or null for a share of the memory",
    maxHeapBytes,
  );
  require(
    maxWorkers === null || (Number.isInteger(maxWorkers) && maxWorkers >= 1),
    "maxWorkers",
    "a whole number from 1, or null for one a core",
    maxWorkers,
  );
  require(
    deadline === null || isDeadline(deadline),
    "deadline",
    `${DEADLINE_RULE}, or null for the loader's default`,
    deadline,
  );
  require(
    STORAGE_TYPES.includes(storageType),
    "storageType",
    `one of ${STORAGE_TYPES.join(", ")}`,
    storageType,
  );
  if (storageProvider !== undefined && !("module" in storageProvider) && !debug) {
    throw new UsageError(
      "Cannot make the flow: an object cannot be sent to workers, so `storageProvider` must say " +
        "which module exports it: { module: import.meta.url, export: 'provider' }. An object is " +
        "fine with `debug: true`.",
    );
  }
  // Another loader may have other options, and says so when a worker boots it.
  if (options.loader === undefined) chooseOptions(DEFAULT_OPTIONS, options.loaderOptions ?? {});
  return {
    flowsOutputDir: options.flowsOutputDir ?? "./output",
    maxWorkers,
    isolation,
    maxHeapBytes,
    config: options.config,
    drainTimeout,
    debug,
    executor: options.executor ?? null,
    datasetBackend: options.datasetBackend ?? zarrBackend,
    autoDatasetExport: options.autoDatasetExport ?? true,
    mlTask: options.mlTask ?? "",
    cleanOutputDir: options.cleanOutputDir ?? false,
    reuse: options.reuse ?? true,
    exportVisualization: options.exportVisualization ?? false,
    storage: storageProvider ?? storageType,
    deadline,
    loaderOptions: options.loaderOptions ?? {},
    loader: options.loader ?? null,
    progress: options.progress ?? true,
    logger: options.logger,
    onEnd: options.onEnd,
    items: { timeout, retries, backoff, delay, onError, maxErrors },
  };
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  return typeof value === "object" && value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === "function");
}

function require(holds: boolean, name: string, rule: string, found: unknown): void {
  if (holds) return;
  throw new UsageError(`Cannot make the flow: \`${name}\` must be ${rule}; found ${found}.`, {
    data: { setting: name, found },
  });
}
