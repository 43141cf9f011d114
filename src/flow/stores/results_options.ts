import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { ResultBackend } from "./result_backend.ts";
import type { ResultModel, ResultModels } from "./result_models.ts";

/**
 * What is done where there is a result of the name already: refuse (`raise`), leave what is the
 * same and write what is not (`skip-if-same`), take what is the same and refuse what is not
 * (`raise-if-different`), or write (`overwrite`).
 */
export type IfExists = "raise" | "skip-if-same" | "raise-if-different" | "overwrite";

/** Where results are kept, and how. */
export interface ResultsManagerOptions {
  /** A place of any kind. */
  readonly backend?: ResultBackend;
  /** A folder, for {@linkcode FileBackend}. */
  readonly baseDir?: string;
  /**
   * Whether the folder is made where it is not there.
   *
   * @default {true}
   */
  readonly createIfMissing?: boolean;
  /**
   * The models that are known.
   *
   * @default {none}
   */
  readonly models?: ResultModels;
  /**
   * Whether results are compressed: documents by gzip, numbers by deflate in blocks.
   *
   * @default {false}
   */
  readonly compress?: boolean;
  /**
   * The time in milliseconds since 1970, by which results expire.
   *
   * @default {Date.now}
   */
  readonly now?: () => number;
}

/** How a result is kept. */
export interface SetOptions {
  /**
   * What is done where there is a result of the name already.
   *
   * @default {"raise"}
   */
  readonly ifExists?: IfExists;
  /**
   * What kind of result it is: a model, or the name of one that is registered.
   *
   * @default {none: any value}
   */
  readonly model?: ResultModel | string;
  /**
   * The namespace of the model.
   *
   * @default {the one in which it is registered, one of its own before "default"}
   */
  readonly namespace?: string;
  /**
   * Refuses to choose between several namespaces.
   *
   * @default {false}
   */
  readonly strict?: boolean;
  /**
   * Milliseconds after which the result is no more.
   *
   * @default {it stays}
   */
  readonly ttl?: number;
}

/** A part of a list or of an array. */
export interface PartOptions {
  /**
   * The first of the part; a negative one counts from the end.
   *
   * @default {0}
   */
  readonly start?: number;
  /**
   * Before which the part ends.
   *
   * @default {the length}
   */
  readonly end?: number;
}

const BEHAVIOURS = ["raise", "skip-if-same", "raise-if-different", "overwrite"];
const OPTIONS = {
  ...{ backend: true, baseDir: true, createIfMissing: true },
  ...{ models: true, compress: true, now: true },
};
const SET_OPTIONS = { ifExists: true, model: true, namespace: true, strict: true, ttl: true };

/** Refuses misspelt options, and a manager without a place for its results. */
export function requireManagerOptions(options: ResultsManagerOptions): void {
  requireKnownOptions("keep results", options, OPTIONS);
  const { backend, baseDir } = options;
  if ((backend === undefined) !== (baseDir === undefined)) return;
  throw new UsageError(
    "Cannot keep results: Must provide either base_dir or backend, in TypeScript `baseDir` or " +
      `\`backend\`, found ${backend === undefined ? "neither" : "both"}.`,
  );
}

/** Refuses misspelt options, and values that are none. */
export function requireSetOptions(name: string, options: SetOptions): void {
  requireKnownOptions("save a result", options, SET_OPTIONS);
  const { ifExists = "raise", ttl } = options;
  if (!BEHAVIOURS.includes(ifExists)) {
    throw new UsageError(
      `Cannot save the result '${name}': 'ifExists' must be one of the four behaviours, found ` +
        `'${ifExists}'. ${suggestNames(String(ifExists), BEHAVIOURS)}`,
    );
  }
  if (ttl !== undefined && !(ttl > 0)) {
    throw new UsageError(
      `Cannot save the result '${name}': 'ttl' must be milliseconds above 0, found ${
        foundText(ttl)
      }.`,
    );
  }
}
