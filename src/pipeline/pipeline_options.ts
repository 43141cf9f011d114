/** What a flow is made with. @module */
import type { LoaderOptions } from "../cad/loader_options.ts";
import type { DatasetBackend } from "../dataset/dataset_backend.ts";
import type { ProgressFactory } from "../display/progress.ts";
import type { RunReport } from "../display/run_report.ts";
import type { Stall } from "../display/stall.ts";
import type { PoolExecutor } from "../pool/run/pool_executor.ts";
import type { Isolation } from "../pool/run/worker_pool.ts";
import type { StorageType } from "../storage/storage_provider.ts";
import type { StorageProvider } from "../storage/storage_provider.ts";
import type { FlowLogger } from "./folder/flow_log.ts";
import type { ModuleExport } from "./module_export.ts";
import type { ItemDefaults } from "./tasks/task_policy.ts";

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
   * Where workers are. `"process"`: each in a process of its own. A file that hangs, crashes or
   * takes all memory then costs itself alone. It needs `--allow-run`. `"thread"`: all in this
   * process, which is lighter, for tasks that are trusted. A task that runs out of memory then ends
   * the process, and one that computes for ever cannot be stopped; see {@linkcode stuckThreads}.
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
   * Whether items are kept as an earlier run has ended them, failures too. An item is kept where
   * its content, code, parameters and schema are the same. False does all of them again.
   *
   * @default {true}
   */
  readonly reuse?: boolean;
  /**
   * Whether a picture and the triangles of each body are made, in `stream_cache/png` and
   * `stream_cache/glb`; the infoset has their paths. Of a body with more than 5,000 faces there is
   * none, and `files_summary` has the reason.
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
   * Makes the storages in your own way: an object with `debug: true`, else the export of a module.
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
   * One in so many of the files that are read without a kernel, chosen by its content, is read by
   * the kernel too, and both are compared; 0 for none. Where they differ, the kernel reads all
   * files of the program that wrote it, in this run and in later ones of the folder, and those that
   * were read without it are done again: see docs/step_reader.md.
   *
   * @default {200}
   */
  readonly auditEvery?: number;
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
   * Milliseconds in which no item of a stage ends until that is a stall: a WARNING in the log, and
   * for {@linkcode onStall}. `Infinity` for never.
   *
   * @default {120000}
   */
  readonly stallAfter?: number;
  /**
   * Called in this process when a stage has stalled: with what is in work, for how long, and where.
   * It is called once a stall; the next one begins when an item has ended. The run does not wait
   * for what it returns; what it throws is a WARNING in the log. Where it is not given, one line
   * goes to standard error. A task that holds this thread, as it may with `debug: true`, stalls
   * unnoticed.
   *
   * @default {a line on standard error}
   */
  readonly onStall?: (stall: Stall) => unknown;
  /**
   * Called in this process when a run has ended, however it did, with its report; the run waits for
   * what it returns. What it throws is a WARNING in the log. Dry runs and replays do not call it.
   *
   * @default {nothing is called}
   */
  readonly onEnd?: (report: RunReport) => unknown;
}
