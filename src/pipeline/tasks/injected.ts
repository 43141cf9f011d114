/**
 * What a task can ask for by name, and the types of its parameters that follow from the names.
 *
 * @module
 */
import type { CadLoader } from "../../cad/cad_loader.ts";
import type { DataStorage } from "../../storage/data_storage.ts";

/** What a task is told about where and when it runs: the input named `context`. */
export interface InjectedContext {
  /** The name of the flow. */
  readonly flow: string;
  /** The name of the task. */
  readonly task: string;
  /** Position of the item in its list, from 0. */
  readonly itemIndex: number;
  /** The worker's number, from 0. */
  readonly worker: number;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Lines for the run's log: a warning or worse is written to `flow_log.log`. */
  readonly log: {
    debug(message: string): void;
    info(message: string): void;
    warning(message: string): void;
    error(message: string): void;
  };
}

/**
 * The inputs whose types are known by their names.
 *
 * `cad_loader`, `storage` and `context` are given by the framework; `cad_file` is an item like
 * any other, whose type is known. The camelCase names mean the same.
 *
 * Names of your own can be added, so that tasks need no annotation for them:
 *
 * ```ts ignore
 * declare module "trunnion" {
 *   interface Injected {
 *     labels: Map<string, number>;
 *   }
 * }
 * ```
 */
export interface Injected {
  /** The path of a CAD file: an item like any other. */
  cad_file: string;
  /** The same as `cad_file`. */
  cadFile: string;
  /** The worker's loader. */
  cad_loader: CadLoader;
  /** The same as `cad_loader`. */
  cadLoader: CadLoader;
  /** The storage of the item's encoded file. */
  storage: DataStorage;
  /** Where and when the task runs. */
  context: InjectedContext;
}

/**
 * The parameters of a task with the inputs `I`. A name that {@linkcode Injected} does not know has
 * the type that the task's function states; `never` is what lets it state any.
 */
export type TaskArguments<I extends readonly string[]> = {
  -readonly [K in keyof I]: I[K] extends keyof Injected ? Injected[I[K]] : never;
};

/** What the framework gives. */
export type InjectedKind = "cad_loader" | "storage" | "context";

/** What the framework gives for an input of that name; null where the input is data. */
export function injectedKind(input: string): InjectedKind | null {
  switch (input) {
    case "cad_loader":
    case "cadLoader":
      return "cad_loader";
    case "storage":
    case "context":
      return input;
    default:
      return null;
  }
}

/** Whether some of the tasks open CAD files. */
export function needsLoader(
  definitions: readonly { readonly info: { readonly inputs: readonly string[] } }[],
): boolean {
  return definitions.some(({ info }) =>
    info.inputs.some((input) => injectedKind(input) === "cad_loader")
  );
}
