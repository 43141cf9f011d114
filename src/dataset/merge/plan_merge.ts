/**
 * Plans a merge from what the encoded files say of themselves.
 *
 * @module
 */
import { breathe } from "../../base/breath.ts";
import { messageOf } from "../../base/message_of.ts";
import { TrunnionError, UsageError } from "../../base/errors.ts";
import type { FileFacts } from "../../storage/byte_source.ts";
import { openDataFile } from "../../storage/read_data_file.ts";
import type { ToldFile, ToldFiles } from "./ahead/told_files.ts";
import { InfosetBuilder, type InfosetTables, type Naming } from "./infoset.ts";
import { MergeError } from "./merge_error.ts";
import { factsOf, MergeKey } from "./merge_key.ts";
import type { MergePlan, MergeSizes } from "./merge_plan.ts";
import { MergePlanBuilder } from "./merge_plan_builder.ts";

/** What is merged. */
interface PlanMergeOptions extends MergeSizes, Omit<Naming, "earlierNames"> {
  /** The encoded files: the order of the samples is theirs. */
  readonly dataFiles: readonly string[];
  /**
   * What the files look like. It must have been asked for before: a file that is replaced
   * meanwhile then has another key next time.
   *
   * @default {what they look like now}
   */
  readonly facts?: readonly FileFacts[];
  /**
   * What files are known to say of themselves.
   *
   * @default {null}
   */
  readonly told?: ToldFiles | null;
  readonly flowName: string;
  /** Reads the names that samples had: asked where several could have one. */
  readonly earlierNames?: () => Promise<ReadonlyMap<string, string>>;
  /** Files read before the event loop gets a turn. @default {100} */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
  /** Told after each batch how many files are read. */
  readonly onFiles?: (done: number) => void;
}

/**
 * Reads the metadata of every file, one after the other, and none of their numbers.
 *
 * @returns what is to be written, the tables beside the arrays, and the key of the merge: another
 * merge of the same key writes the same bytes
 * @throws {MergeError} if a file cannot be read, or files do not fit together
 * @throws {UsageError} if there is no file, or one comes twice
 */
export async function planMerge(
  options: PlanMergeOptions,
): Promise<{ plan: MergePlan; tables: InfosetTables; key: string }> {
  const {
    dataFiles,
    facts = dataFiles.map(factsOf),
    told = null,
    flowName,
    vocabularies,
    sourceFolders,
    knownFolders,
    earlierNames,
    batchSize = 100,
    signal,
    onFiles,
    ...sizes
  } = options;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new UsageError(
      `Cannot merge: 'batchSize' must be a whole number of files from 1, found ${batchSize}`,
    );
  }
  if (dataFiles.length === 0) {
    throw new UsageError(
      "Cannot merge: there must be at least one encoded file, found none. Look for why nothing " +
        "was encoded in the errors of the run",
    );
  }
  const twice = firstDuplicate(dataFiles);
  if (twice !== null) {
    throw new UsageError(`Cannot merge: each file may come once, found '${twice}' twice`);
  }
  const builder = new MergePlanBuilder(flowName, sizes);
  const key = new MergeKey(flowName);
  const infoset = new InfosetBuilder(flowName);
  for (const [i, path] of dataFiles.entries()) {
    if (i > 0 && i % batchSize === 0) {
      onFiles?.(i);
      await breathe();
    }
    signal?.throwIfAborted();
    const file = told?.take(path, facts[i]) ?? read(path);
    try {
      key.addFile(path, facts[i]);
      builder.add(file, facts[i]);
      infoset.add(file.attributes);
    } catch (cause) {
      if (cause instanceof TrunnionError) throw cause;
      throw new MergeError(
        `Cannot merge '${path}': what it says of itself is damaged. Encode its source again`,
        { data: { file: path }, cause },
      );
    }
  }
  onFiles?.(dataFiles.length);
  const plan = builder.build();
  const naming = { vocabularies, sourceFolders, knownFolders };
  let tables = infoset.build(plan.schema, naming);
  if (tables.clash && earlierNames !== undefined) {
    tables = infoset.build(plan.schema, { ...naming, earlierNames: await earlierNames() });
  }
  return { plan, tables, key: key.finish(plan) };
}

function read(path: string): ToldFile {
  try {
    const file = openDataFile(path);
    file.close();
    return file;
  } catch (cause) {
    const why = messageOf(cause);
    throw new MergeError(`Cannot merge '${path}': ${why}`, { data: { file: path }, cause });
  }
}

function firstDuplicate(files: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const file of files) {
    if (seen.has(file)) return file;
    seen.add(file);
  }
  return null;
}
