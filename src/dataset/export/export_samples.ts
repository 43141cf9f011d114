/** Exports a dataset into files of other libraries. @module */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import { MESH_FORMATS, type MeshFormat } from "../../cad/mesh/files/mesh_part.ts";
import { type MeshOptions, meshTolerance } from "../../cad/mesh/mesh_options.ts";
import { temporaryName, unwritable } from "../../storage/atomic_write.ts";
import type { DatasetReader } from "../read/reader.ts";
import { DEFAULT_SPLIT } from "../read/subsets_of_split.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./export_formats.ts";
import { type ExportedSamples, type ExportPlan, exportPlan } from "./export_plan.ts";
import type { IncompleteMesh } from "./write_meshes.ts";
import { findExporter, PROFILE_EXPORTS } from "./profiles/find_exporter.ts";
import { requireProfile } from "./profiles/profile_exporter.ts";
import { writeArrow } from "./write_arrow.ts";
import { writeNpz } from "./write_npz.ts";
import { writeParquetFiles } from "./write_parquet.ts";
import { writePyg } from "./write_pyg.ts";
import { writeSafetensors } from "./write_safetensors.ts";

/** What is exported, and how. */
export interface ExportOptions {
  /**
   * The split by which samples are divided. A dataset without one is all `"train"`.
   *
   * @default {"default"}
   */
  split?: string;
  /** The subsets to export, e.g. `["train"]`. @default {all} */
  subsets?: readonly string[];
  /** The groups to export, e.g. `["faces", "graph"]`. @default {all} */
  groups?: readonly string[];
  /**
   * The column of the infoset whose codes are `y`, for `"pyg"`; the array of labels of faces, for a
   * profile.
   *
   * @default {none; of a profile the only labels of faces that there are}
   */
  label?: string;
  /** How fine triangles are, for `"glb"`, `"stl"`, `"obj"`. @default {as stored, else by size} */
  mesh?: MeshOptions;
  /** Bytes of arrays in one file of `"parquet"` and `"arrow"`, about. @default {268_435_456} */
  shardBytes?: number;
  /** Whether an export that is there may be replaced. @default {false} */
  replace?: boolean;
}

/** What was exported. */
export interface ExportReport {
  /** What was written. */
  readonly format: ExportFormat;
  /** The folder, as an absolute path. */
  readonly path: string;
  /** The files in it, with `/`. */
  readonly files: readonly string[];
  /** The bytes of all files. */
  readonly bytes: number;
  /** Samples by subset. */
  readonly samples: Readonly<Record<string, number>>;
  /** Samples that are in no subset of the split, and are left out. */
  readonly leftOut: number;
  /** Meshes that are not there, or not whole: of `"glb"`, `"stl"` and `"obj"`. */
  readonly incomplete: readonly IncompleteMesh[];
}

const EXPORT_OPTIONS: OptionNames<ExportOptions> = {
  split: true,
  subsets: true,
  groups: true,
  label: true,
  mesh: true,
  shardBytes: true,
  replace: true,
};

const SHARD_BYTES = 1 << 28;

/** What goes along with the numbers; by it an export is known as one. */
const ABOUT = "trunnion.json";

/**
 * Writes the files of a format into a new folder, all or none.
 *
 * @param only the samples, as one subset; null for those of a split
 */
export async function exportSamples(
  reader: DatasetReader,
  format: ExportFormat,
  path: string,
  options: ExportOptions = {},
  only: ExportedSamples | null = null,
): Promise<ExportReport> {
  requireKnownOptions(`export to '${path}'`, options, EXPORT_OPTIONS);
  const exporter = await findExporter(format);
  if (exporter === null && !EXPORT_FORMATS.includes(format)) {
    throw new UsageError(
      `Cannot export to '${path}': '${format}' is no format. ${
        suggestNames(String(format), [...EXPORT_FORMATS, ...PROFILE_EXPORTS])
      }`,
      { data: { format } },
    );
  }
  const { split = DEFAULT_SPLIT, label = null, shardBytes = SHARD_BYTES } = options;
  if (!Number.isFinite(shardBytes) || shardBytes < 1) {
    throw new UsageError(
      `Cannot export to '${path}': 'shardBytes' must be a number from 1, found ${shardBytes}`,
    );
  }
  const target = resolve(path);
  const isThere = existsSync(target) &&
    (!statSync(target).isDirectory() || readdirSync(target).length > 0);
  if (isThere && options.replace !== true) {
    throw new UsageError(
      `Cannot export to '${path}': it is there already. Choose another folder, or say \`replace\``,
      { data: { path } },
    );
  }
  if (isThere && !existsSync(join(target, ABOUT))) {
    throw new UsageError(
      `Cannot replace '${path}': it must be an export, and has no '${ABOUT}'. Choose another`,
      { data: { path } },
    );
  }
  const { subsets = null, mesh = {} } = options;
  if (exporter !== null) requireProfile(reader, exporter);
  // Meshes take what they need themselves, and profiles have their own.
  const groups = isMeshFormat(format) ? [] : exporter !== null ? null : options.groups ?? null;
  meshTolerance(mesh, 1);
  const plan = await exportPlan(reader, { split, subsets, groups, only });
  const temporary = temporaryName(target);
  try {
    mkdirSync(dirname(target), { recursive: true });
    mkdirSync(temporary);
  } catch (error) {
    throw unwritable(path, error) ?? error;
  }
  let incomplete: readonly IncompleteMesh[] = [];
  try {
    if (exporter !== null) await exporter.write(plan, temporary, label);
    else incomplete = await write(format, plan, temporary, { label, shardBytes, mesh });
    writeFileSync(join(temporary, ABOUT), JSON.stringify(plan.about, null, 1) + "\n");
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
  const files = filesBelow(target);
  return {
    format,
    path: target,
    files,
    bytes: files.reduce((sum, file) => sum + statSync(join(target, file)).size, 0),
    samples: Object.fromEntries([...plan.subsets].map(([name, { length }]) => [name, length])),
    leftOut: plan.leftOut,
    incomplete,
  };
}

async function write(
  format: ExportFormat,
  plan: ExportPlan,
  folder: string,
  { label, shardBytes, mesh }: { label: string | null; shardBytes: number; mesh: MeshOptions },
): Promise<readonly IncompleteMesh[]> {
  if (isMeshFormat(format)) {
    const { writeMeshes } = await import("./write_meshes.ts");
    return await writeMeshes(format, plan, folder, mesh);
  }
  switch (format) {
    case "npz":
      await writeNpz(plan, folder);
      break;
    case "safetensors":
      await writeSafetensors(plan, folder);
      break;
    case "arrow":
      await writeArrow(plan, folder, shardBytes);
      break;
    case "parquet":
      await writeParquetFiles(plan, folder, shardBytes);
      break;
    case "pyg":
      await writePyg(plan, folder, label);
  }
  return [];
}

function isMeshFormat(format: ExportFormat): format is MeshFormat {
  return (MESH_FORMATS as readonly ExportFormat[]).includes(format);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll("\\", "/")).sort();
}
