/** The merge itself: plans, has shards written, and publishes. @module */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { breathe } from "../../base/breath.ts";
import { TrunnionError } from "../../base/errors.ts";
import { readParquet, writeParquet } from "../../storage/parquet.ts";
import { readSourceFolders, sourcesPath } from "../read/source_folder_file.ts";
import { splitsPath } from "../read/split_folder.ts";
import type { RenewedSplits } from "../split/renew_splits.ts";
import {
  growVocabularies,
  type KnownVocabularies,
  readVocabularyFile,
  vocabulariesKey,
  vocabularyPath,
  writeVocabularies,
} from "./vocabulary_file.ts";
import type { ToldFiles } from "./ahead/told_files.ts";
import { attribsetColumns } from "./attribset.ts";
import { finishMerge } from "./finish.ts";
import { findFinished, noteFinished } from "./finished_merge.ts";
import { MergeError } from "./merge_error.ts";
import { MergeFolder } from "./merge_folder.ts";
import { factsOf, inputsKey } from "./merge_key.ts";
import type { MergeReport } from "./merge_report.ts";
import type { MergePlan } from "./merge_plan.ts";
import { planMerge } from "./plan_merge.ts";
import { publish } from "./publish.ts";
import { mergeHere } from "./merge_executor.ts";
import { countShards, type ShardTask, shardTasks } from "./shard_task.ts";
import { nameKey } from "./sample_names.ts";
import { foldersKey, type KnownFolder } from "./source_folders.ts";
import { writeSources } from "./write_sources.ts";
import { sweepParts } from "./sweep_merge.ts";

import type { DatasetMergerOptions, MergeOptions } from "./merge_options.ts";

/**
 * Runs a merge: see `DatasetMerger.mergeData`, which loads this when it is called.
 *
 * @param told what files are known to say of themselves
 */
export async function mergeFiles(
  merged: DatasetMergerOptions,
  options: MergeOptions,
  told: ToldFiles | null = null,
): Promise<MergeReport> {
  const { dataFiles, datasetPath, infosetPath, attribsetPath, flowName, sourceFolders = [] } =
    merged;
  const { onProgress, signal, batchSize, executor = mergeHere, fresh = false, ...sizes } = options;
  const vocabularyFile = vocabularyPath(datasetPath);
  const known = readVocabularyFile(vocabularyFile);
  const sourcesFile = sourcesPath(datasetPath);
  const knownFolders = readSourceFolders(sourcesFile);
  const facts = dataFiles.map(factsOf);
  const inputs = inputsKey(dataFiles, facts, flowName, sizes);
  const keyWith = (codes: KnownVocabularies, folders: readonly KnownFolder[]) =>
    `${inputs}-${vocabulariesKey(codes)}-${foldersKey(sourceFolders, folders)}`;
  const finished = fresh ? null : findFinished(merged, keyWith(known, knownFolders));
  if (finished !== null) return finished;
  const onFiles = (done: number) => onProgress?.({ stage: "plan", done, total: dataFiles.length });
  const planned = {
    dataFiles,
    facts,
    told,
    flowName,
    vocabularies: known,
    sourceFolders,
    knownFolders,
    earlierNames: () => namesIn(infosetPath),
    batchSize,
    signal,
    onFiles,
    ...sizes,
  };
  const { plan, tables, key } = await planMerge(planned);

  const folder = openFolder(merged, key);
  const [infoset, attribset] = [infosetPath, attribsetPath].map((path) => ({
    path,
    temporary: `${path}.tmp-${folder.mark}`,
  }));
  const total = countShards(plan);
  let rawBytes = 0, writtenBytes = 0, done = 0, resumedTasks = 0;
  const count = ({ raw, written }: { raw: number; written: number }) => {
    rawBytes += raw;
    writtenBytes += written;
    onProgress?.({ stage: "write", done: ++done, total });
  };
  const tasksToDo = function* (): Generator<ShardTask> {
    for (const task of shardTasks(plan, folder.path)) {
      const known = folder.record.find(task);
      if (known === undefined) yield task;
      else {
        resumedTasks++;
        count(known);
      }
    }
  };
  const grown = growVocabularies(known, tables.vocabularies);
  let splits: RenewedSplits;
  try {
    signal?.throwIfAborted();
    const writing = executor(tasksToDo(), {
      batchSize,
      signal,
      onDone: (task, result) => {
        folder.record.add(task, result);
        count(result);
      },
    });
    // Where workers write the shards, this thread has nothing else to do.
    const [written, shards] = await Promise.allSettled([
      writeBeside(plan, folder, () => {
        writeParquet(infoset.temporary, tables.infoset);
        writeParquet(attribset.temporary, attribsetColumns(tables.vocabularies));
      }),
      writing,
    ]);
    if (shards.status === "rejected") throw shards.reason;
    if (written.status === "rejected") throw written.reason;
    folder.tidy(written.value); // a worker that has crashed leaves half a shard behind
    splits = NO_SPLITS;
    if (existsSync(splitsPath(datasetPath))) {
      const { renewBeside } = await import("./renew_beside.ts");
      splits = await renewBeside(datasetPath, folder.path, infoset.temporary, attribset.temporary);
    }
    signal?.throwIfAborted();
    folder.strip();
    const dataset = { path: datasetPath, temporary: folder.path };
    // Before the tables: no code is in a dataset that a later merge could give to another name.
    const undo = writeVocabularies(vocabularyFile, grown);
    const undoSources = writeSources(sourcesFile, tables.folders);
    try {
      publish([dataset, infoset, attribset], `.old-${folder.mark}`);
    } catch (error) {
      undoSources();
      undo();
      throw error;
    }
    // Only now: a merge that fails leaves the splits of the version that stays.
    await splits.save();
  } catch (error) {
    if (folder.record.size === 0 || isFaultOfData(error)) folder.remove();
    if (signal?.aborted || error instanceof TrunnionError) throw error;
    throw cannotWrite(datasetPath, error);
  } finally {
    folder.close();
    for (const { temporary } of [infoset, attribset]) rmSync(temporary, { force: true });
  }
  const report: MergeReport = {
    datasetPath,
    infosetPath,
    attribsetPath,
    fileCount: dataFiles.length,
    sampleCount: plan.firstSample[dataFiles.length],
    groups: describeGroups(plan),
    rawBytes,
    writtenBytes,
    resumedTasks,
    kept: false,
    splits: splits.changes,
    warnings: [...plan.warnings, ...tables.warnings, ...splits.warnings],
  };
  noteFinished(merged, keyWith(grown, tables.folders), report);
  return report;
}

/**
 * Writes what a dataset has beside its shards, when those are on their way.
 *
 * @returns what is in the folder of it
 */
async function writeBeside(
  plan: MergePlan,
  { path }: MergeFolder,
  writeTables: () => void,
): Promise<string[]> {
  await breathe();
  writeTables();
  await breathe();
  return finishMerge(plan, path);
}

/** Clears away what other merges have left, and opens the folder of this one. */
function openFolder(merged: DatasetMergerOptions, key: string): MergeFolder {
  const { datasetPath } = merged;
  try {
    sweepParts(merged, (mark) => mark === key);
    mkdirSync(dirname(datasetPath), { recursive: true });
    return MergeFolder.open(datasetPath, key);
  } catch (error) {
    throw cannotWrite(datasetPath, error);
  }
}

/** The names that samples have in an infoset; none where there is none that can be read. */
async function namesIn(infoset: string): Promise<Map<string, string>> {
  try {
    const columns = await readParquet(infoset, ["file", "body_index", "name"]);
    const [files, bodies, names] = columns.map(({ values }) => Array.from(values));
    return new Map(names.map((name, i) => [
      nameKey(files[i] as string | null, Number(bodies[i])),
      String(name),
    ]));
  } catch {
    return new Map(); // the first version, or one that is damaged and about to be replaced
  }
}

const NO_SPLITS: RenewedSplits = { changes: [], warnings: [], save: () => Promise.resolve() };

function describeGroups(plan: MergePlan): MergeReport["groups"] {
  const groups = plan.groups.filter(({ perBody }) => !perBody).map((group) => [group.name, {
    rows: group.rows,
    shards: Math.ceil(group.rows / group.shardRows),
    arrays: plan.groups.filter(({ name }) => name === group.name)
      .flatMap(({ arrays }) => arrays.map(({ name }) => name)),
  }]);
  return Object.fromEntries(groups);
}

/** Whether another merge of the same files would fail in the same way. */
function isFaultOfData(error: unknown): boolean {
  return error instanceof MergeError && "file" in error.data;
}

function cannotWrite(datasetPath: string, cause: unknown): MergeError {
  const { message, code } = cause as NodeJS.ErrnoException; // or undefined, of any other error
  return new MergeError(
    `Cannot write the dataset '${datasetPath}': ${message}. Merge again when there is room and ` +
      "the folder can be written: the shards that are done are kept",
    { data: { path: datasetPath, code: code ?? null }, cause },
  );
}
