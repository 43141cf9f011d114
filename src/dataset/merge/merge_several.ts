/** Makes one dataset of several. @module */
import { existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { locateDataset } from "../locate_dataset.ts";
import { readSourceFolders, sourcesPath } from "../read/source_folder_file.ts";
import { splitsPath } from "../read/split_folder.ts";
import { DatasetMerger } from "./dataset_merger.ts";
import { encodedFilesOf } from "./finished_merge.ts";
import type { MergeReport } from "./merge_report.ts";
import { readVocabularyFile, vocabularyPath, writeVocabularies } from "./vocabulary_file.ts";

/** What `mergeDatasets` takes. */
export interface MergeDatasetsOptions {
  /** The name of the new dataset, of its folder and of its files. */
  readonly name: string;
  /**
   * The folder in which it gets a folder, below `flows/`, as the datasets of flows have one.
   *
   * @default {"./output"}
   */
  readonly flowsOutputDir?: string;
  /** Ends the merge; what was there before stays. */
  readonly signal?: AbortSignal;
}

/** What `mergeDatasets` made. */
export interface MergedDatasets extends MergeReport {
  /** The `.flow` file, by which the dataset is opened. */
  readonly flowFile: string;
}

const OPTIONS: OptionNames<MergeDatasetsOptions> = {
  name: true,
  flowsOutputDir: true,
  signal: true,
};

/** Does what `mergeDatasets` says, which loads this when it is called. */
export async function mergeSeveral(
  datasets: readonly string[],
  options: MergeDatasetsOptions,
): Promise<MergedDatasets> {
  requireKnownOptions("merge datasets", options, OPTIONS);
  const { name, flowsOutputDir = "./output", signal } = options;
  const root = resolve(flowsOutputDir, "flows", requireName(name));
  const datasetPath = join(root, `${name}.dataset`);
  const paths = requireSeveral(datasets).map((dataset) => locateDataset(dataset).dataset);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i || path === datasetPath);
  if (twice !== undefined) {
    throw new UsageError(
      `Cannot merge datasets: each must be given once and differ from the new one, and ` +
        `'${twice}' is not so. Leave it out, or choose another name`,
      { data: { dataset: twice } },
    );
  }
  const journal = join(root, "journal.sqlite");
  if (existsSync(journal)) {
    throw new UsageError(
      `Cannot merge datasets into '${root}': a flow has its run there. Choose another name`,
      { data: { journal } },
    );
  }
  const dataFiles = paths.flatMap(encodedFilesOf);
  const sourceFolders = [...new Set(paths.flatMap(sourceFoldersOf))];

  mkdirSync(root, { recursive: true });
  const undo = writeVocabularies(vocabularyPath(datasetPath), unite([datasetPath, ...paths]));
  const infosetPath = join(root, `${name}.infoset`);
  const attribsetPath = join(root, `${name}.attribset`);
  const merger = new DatasetMerger({
    dataFiles,
    datasetPath,
    infosetPath,
    attribsetPath,
    flowName: name,
    sourceFolders,
  });
  const report = await merger.mergeData({ signal }).catch((error) => {
    undo(); // what a merge that failed would have numbered is not numbered
    throw error;
  });
  const split = paths.filter((path) => existsSync(splitsPath(path)));
  const warnings = [
    ...report.warnings,
    ...split.map((path) =>
      `The splits of '${basename(path)}' are not taken over: split the new dataset`
    ),
  ];
  const flowFile = join(root, `${name}.flow`);
  writeFlow(flowFile, name, { ...report, warnings }, paths);
  return { ...report, warnings, flowFile };
}

function requireName(name: string): string {
  if (typeof name === "string" && /^[^/\\]+$/.test(name) && !/^\.+$/.test(name)) return name;
  throw new UsageError(
    `Cannot merge datasets: 'name' must be the name of a folder, found ${JSON.stringify(name)}`,
    { data: { name } },
  );
}

function requireSeveral(datasets: readonly string[]): readonly string[] {
  const isList = Array.isArray(datasets) && datasets.every((one) => typeof one === "string");
  if (isList && datasets.length > 1) return datasets;
  const found = isList ? `${datasets.length}` : typeof datasets;
  throw new UsageError(
    `Cannot merge datasets: there must be a list of two or more, by their .flow files; found ` +
      found,
    { data: { found } },
  );
}

/** The names of all classes: a dataset's own keep their codes, those of the next follow. */
function unite(datasets: readonly string[]): Record<string, string[]> {
  const united: Record<string, string[]> = {};
  for (const dataset of datasets) {
    for (const [key, names] of Object.entries(readVocabularyFile(vocabularyPath(dataset)))) {
      united[key] = [...new Set([...united[key] ?? [], ...names])];
    }
  }
  return united;
}

function sourceFoldersOf(dataset: string): string[] {
  return readSourceFolders(sourcesPath(dataset)).map(({ folder }) => folder);
}

/** The `.flow` of a dataset that no run has made: its parts, and what it was made of. */
function writeFlow(
  path: string,
  name: string,
  { fileCount, sampleCount, warnings }: MergeReport,
  datasets: readonly string[],
): void {
  const flow = {
    flow_name: name,
    state: "completed",
    flow_data: `${name}.dataset`,
    flow_info: `${name}.infoset`,
    flow_attributes: `${name}.attribset`,
    flow_splits: `${name}.splits`,
    merged_from: datasets,
    warnings,
    file_count: fileCount,
    sample_count: sampleCount,
  };
  writeAtomically(path, (temporary) => {
    Deno.writeTextFileSync(temporary, JSON.stringify(flow, null, 4) + "\n");
  });
}
