/** Where the parts of a dataset are on a local disk. @module */
import { fs, paths } from "../base/node/builtins.ts";
import { messageOf } from "../base/message_of.ts";
import { readPlainFile } from "../base/plain_file.ts";
import { whyUnread } from "../base/why_unread.ts";
import { isWithin } from "../base/within.ts";
import { DatasetError } from "./errors.ts";

/** Bytes that a document may have: it is read whole. */
export const DOCUMENT_BYTES: number = 2 ** 26;

/** Folders that are looked into: a run's output is among the first. */
const MOST_LOOKED = 200;
/** Flows that are named. */
const MOST_NAMED = 3;

/** Where the parts of a dataset are: absolute paths, null for a part that is not there. */
export interface DatasetPaths {
  readonly dataset: string;
  readonly infoset: string | null;
  readonly attribset: string | null;
  /** The `.flow` file, where the dataset was found by it. */
  readonly flow: string | null;
  /** What that file says. */
  readonly summary: Readonly<Record<string, unknown>> | null;
  /** The folder of the splits. @default {`<name>.splits` beside the dataset} */
  readonly splits?: string;
  /** The dataset whose notes they are. @default {this one} */
  readonly notesOf?: string;
}

/**
 * Finds the parts of a dataset: by its `.flow` file, whose relative paths count from its folder,
 * by the folder that this file lies in, or by its `.dataset` folder, beside which `.infoset` and
 * `.attribset` of the same name are taken.
 *
 * @throws {DatasetError} when there is no such file, when it is of another kind, or when a part
 *   that the `.flow` names is gone
 */
export function locateDataset(file: string): DatasetPaths {
  const path = paths().resolve(file);
  const look = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const why = whyUnread(path, error);
      throw cannotOpen(file, `${why}. A dataset is opened by its .flow file`, error);
    }
  };
  const stats = look(() => fs().statSync(path));
  if (stats.isFile()) return locateByFlow(file, path);
  if (!stats.isDirectory()) throw cannotOpen(file, "it is neither a file nor a folder");
  if (!fs().existsSync(paths().join(path, "zarr.json"))) {
    const flows = look(() => fs().readdirSync(path)).filter((name) => name.endsWith(".flow"));
    if (flows.length === 1) return locateByFlow(file, paths().join(path, flows[0]));
    throw cannotOpen(
      file,
      flows.length > 1
        ? `it is a folder of several. Open one: ${
          flows.map((name) => paths().join(file, name)).join(", ")
        }`
        : `the folder holds no dataset (it has no zarr.json). ${
          flowsBelowText(file) ||
          "A dataset whose merge was interrupted has none: run its flow again"
        }`,
    );
  }
  const beside = (extension: string) => existing(path.replace(/\.dataset$/, "") + extension);
  return {
    dataset: path,
    infoset: beside(".infoset"),
    attribset: beside(".attribset"),
    flow: null,
    summary: null,
  };
}

/** The parts at the given paths; the attribset is the one beside the infoset. */
export function pathsOf(dataset: string, infoset: string): DatasetPaths {
  const found = {
    dataset: paths().resolve(dataset),
    infoset: paths().resolve(infoset),
    flow: null,
    summary: null,
  };
  for (const [what, path] of [["dataset", found.dataset], ["infoset", found.infoset]]) {
    if (!fs().existsSync(path)) throw cannotOpen(path, `there is no such ${what}`);
  }
  return { ...found, attribset: existing(found.infoset.replace(/\.infoset$/, "") + ".attribset") };
}

function locateByFlow(file: string, path: string): DatasetPaths {
  let summary: unknown;
  try {
    summary = JSON.parse(new TextDecoder().decode(readPlainFile(path, DOCUMENT_BYTES)));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cannotOpen(file, messageOf(cause), cause);
    const hint = paths().extname(path) === ".flow"
      ? "a .flow file must be JSON, and this one is not"
      : `a dataset is opened by its .flow file or its .dataset folder, found '${
        paths().basename(file)
      }'. ` +
        "What others wrote is looked into by inspect()";
    throw cannotOpen(file, hint, cause);
  }
  if (typeof summary !== "object" || summary === null || Array.isArray(summary)) {
    throw cannotOpen(file, "a .flow file must be a JSON object, and this one is not");
  }
  const part = (key: string): string | null => {
    const value = (summary as Record<string, unknown>)[key];
    if (typeof value !== "string" || value === "") return null;
    const found = paths().resolve(paths().dirname(path), value);
    if (paths().isAbsolute(value) || !isWithin(paths().dirname(path), found)) {
      throw cannotOpen(
        file,
        `its '${key}' must be a path within the folder of its flow, found '${value}'. The file ` +
          "was changed; run the flow again",
      );
    }
    if (fs().existsSync(found)) return found;
    throw cannotOpen(
      file,
      `its '${key}' is gone: there is no '${found}'. The .flow file must stay in the folder ` +
        `of its flow; move the whole folder, or run the flow again`,
    );
  };
  const dataset = part("flow_data");
  if (dataset === null) {
    const note = (summary as { dataset_note?: unknown }).dataset_note;
    throw cannotOpen(
      file,
      `its flow wrote none: ${
        typeof note === "string"
          ? note
          : "it had no encoding task, encoded no file, or was told not to merge"
      }`,
    );
  }
  return {
    dataset,
    infoset: part("flow_info"),
    attribset: part("flow_attributes"),
    flow: path,
    summary: summary as Record<string, unknown>,
  };
}

function existing(path: string): string | null {
  return fs().existsSync(path) ? path : null;
}

/** The error of a dataset that cannot be opened. */
export function cannotOpen(file: string, why: string, cause?: unknown): DatasetError {
  return new DatasetError(`Cannot open the dataset '${file}': ${why}`, { data: { file }, cause });
}

/**
 * The folders of flows below a folder, where runs put them: `flows/NAME`, or `NAME` in `flows`
 * itself, or `output/flows/NAME`.
 *
 * @returns their paths, which begin as `folder` does
 */
export function flowsBelow(folder: string): string[] {
  return ["", "flows", "output/flows"].flatMap((between) => {
    const parent = paths().join(folder, between);
    return namesIn(parent).filter((name) =>
      fs().existsSync(paths().join(parent, name, `${name}.flow`))
    ).map((name) => paths().join(parent, name));
  });
}

/** The end of a message that would have liked one of them; empty where there are none. */
export function flowsBelowText(folder: string): string {
  const found = flowsBelow(folder);
  if (found.length === 0) return "";
  const more = found.length > MOST_NAMED ? `, ... (${found.length})` : "";
  return `There are flows below it: ${
    found.slice(0, MOST_NAMED).map((path) => `'${path}'`).join(", ")
  }${more}`;
}

function namesIn(folder: string): string[] {
  try {
    return fs().readdirSync(folder).slice(0, MOST_LOOKED);
  } catch {
    return []; // there is no such folder, or it is not ours to look into
  }
}
