/**
 * The tasks of a flow without code: gather CAD files, and encode them.
 *
 * @module
 */
import type { CadLoader } from "../../cad/cad_loader.ts";
import { DEFAULT_PROFILE } from "../../cad/profiles/find_profile.ts";
import type { ProfileName } from "../../cad/profiles/profile.ts";
import { flowtask } from "./flowtask.ts";
import type { DataStorage } from "../../storage/data_storage.ts";
import { type CadSource, gatherFiles } from "./gather_files.ts";
import { type ProfiledTask, profiledTask } from "./profiled_task.ts";
import { ParallelTask } from "./task_classes.ts";

/**
 * Finds the CAD files of `sources`: files, folders or patterns, or `{ path, glob }`. Its items are
 * sorted, each file once; a source without any is an error of its own.
 */
export class GatherCadFiles extends ParallelTask {
  /** It makes items. */
  static override readonly kind = "extract";
  /** The name by which workers find it. */
  static override readonly taskName = "gather_cad_files";
  /** The module that workers import. */
  static override readonly module: string = import.meta.url;
  /** Where files are looked for. */
  static override readonly inputs = ["sources"];
  /** The paths of the files. */
  static override readonly outputs = ["cad_files"];

  /** Finds the files of one source. */
  processItem(source: CadSource): Promise<string[]> {
    return gatherFiles(source);
  }

  /** The files of all sources, sorted, each once. */
  override joinItems(lists: readonly (readonly unknown[])[]): unknown[] {
    return [...new Set(lists.flat())].sort();
  }
}

/** {@linkcode GatherCadFiles}, for a flow's `tasks`. */
export const gatherTask = GatherCadFiles;

/** What {@linkcode encodeTask} does with one file; its result is the encoded file's path. */
export type EncodeFile = (
  file: string,
  loader: CadLoader,
  storage: DataStorage,
  profile?: ProfileName,
) => Promise<string>;

/**
 * Encodes each distinct body of a file by a feature profile: `hoops` (faces, edges and how they
 * meet) or, by `encodeTask.with({ profile: "uvnet" })`, another one.
 */
export const encodeTask: ProfiledTask<EncodeFile> = profiledTask(flowtask.transform(
  {
    name: "encode_brep",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
    module: import.meta.url,
  },
  async (
    file: string,
    loader: CadLoader,
    storage: DataStorage,
    profile: ProfileName = DEFAULT_PROFILE,
  ) => {
    // Only workers need what measures bodies, and it is as much code as all the rest.
    const { encodeBodies } = await import("./encode_bodies.ts");
    await encodeBodies(file, loader, storage, profile);
    return storage.getFilePath();
  },
));
