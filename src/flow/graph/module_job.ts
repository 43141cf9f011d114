import type { ExecutorName } from "../job.ts";
import { GraphJob, type GraphJobOptions } from "./graph_job.ts";

/** A function that a module exports, for an executor that does it elsewhere. */
export interface ModuleWork extends GraphJobOptions {
  /** URL of the module: `import.meta.resolve("./work.ts")`. */
  readonly module: string;
  /**
   * What the function is called there. It is called with one object: `task`, the data that was
   * submitted, `inputs` and `parameters`.
   *
   * @default {"default"}
   */
  readonly export?: string;
  /** Under which name the manager was given the executor: `"thread"`, `"process"`. */
  readonly type: ExecutorName;
}

/** A job that is done in a thread or a process. */
// deno-lint-ignore no-explicit-any
export class ModuleJob<O = any, N extends string = string> extends GraphJob<any, O, N> {
  /** What is done, and where. */
  readonly work: Pick<ModuleWork, "module" | "export" | "type">;

  /** Made by {@linkcode wrap}. */
  constructor(name: N, { module, export: exported, type, ...options }: ModuleWork) {
    super(name, options);
    this.work = { module, type, ...(exported === undefined ? {} : { export: exported }) };
  }

  /** An executor does it. */
  override run(): never {
    throw new TypeError(`the job '${this.name}' is done by an executor`);
  }
}
