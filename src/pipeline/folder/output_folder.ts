/** The folder of one flow: `<flowsOutputDir>/flows/<name>/`. @module */
import { paths } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";
import { isReservedName } from "../../base/reserved_name.ts";
import { safeJson } from "../../base/safe_json.ts";
import { TrunnionError, UsageError } from "../../base/errors.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { FolderLock, LOCK_FILE } from "../../journal/folder_lock.ts";
import { OutputFolderError } from "../errors.ts";
import { requireOwnParts } from "./own_parts.ts";

/** The flow's paths, all absolute. */
export interface OutputFolder {
  readonly root: string;
  /** Encoded files, one an item. */
  readonly encoded: string;
  /** A JSON for each encoded file. */
  readonly summaries: string;
  readonly previewsPng: string;
  readonly previews3d: string;
  readonly flowFile: string;
  readonly dataset: string;
  readonly infoset: string;
  readonly attribset: string;
  /** The splits of the dataset: they outlive it. */
  readonly splits: string;
  /** The codes of its classes, which outlive it too. */
  readonly vocabulary: string;
  /** The folders that its files are told from. */
  readonly sources: string;
  /** What people noted of its samples: tags, views, tables that were joined. */
  readonly notes: string;
  readonly errorSummary: string;
  readonly log: string;
  /** The report of the latest run, as a page; its data lie beside it, as JSON. */
  readonly report: string;
  /** What its runs have done. */
  readonly journal: string;
  /** Where kept items are done again to be compared; there while that goes on only. */
  readonly audit: string;
}

/** Characters that some file system refuses, and what leads out of the folder. */
// deno-lint-ignore no-control-regex -- control characters are among those refused
const BAD_NAME = /[\\/:*?"<>|\u0000-\u001f]|^\.|[. ]$/;

/**
 * The paths of a flow.
 *
 * @throws UsageError for a name that cannot be a folder's
 */
export function outputFolder(flowsOutputDir: string, name: string): OutputFolder {
  if (name === "" || BAD_NAME.test(name) || isReservedName(name)) {
    throw new UsageError(
      `Cannot name a flow '${name}': its name is that of its folder, so it needs at least one ` +
        'character, must not begin with a dot and must be without \\ / : * ? " < > |, and no ' +
        "device's such as nul.",
      { data: { name } },
    );
  }
  return folderAt(paths().resolve(flowsOutputDir, "flows", name), name);
}

/** The paths of a flow whose folder is known. */
export function folderAt(root: string, name: string): OutputFolder {
  const at = (...parts: string[]) => paths().join(root, ...parts);
  return {
    root,
    encoded: at("encoded"),
    summaries: at("files_summary"),
    previewsPng: at("stream_cache", "png"),
    previews3d: at("stream_cache", "glb"),
    flowFile: at(`${name}.flow`),
    dataset: at(`${name}.dataset`),
    infoset: at(`${name}.infoset`),
    attribset: at(`${name}.attribset`),
    splits: at(`${name}.splits`),
    vocabulary: at(`${name}.vocabulary.json`),
    sources: at(`${name}.sources.json`),
    notes: at(`${name}.notes`),
    errorSummary: at("error_summary.json"),
    log: at("flow_log.log"),
    report: at("run_report.html"),
    journal: at("journal.sqlite"),
    audit: at("audit.tmp"),
  };
}

/** The folders of previews, by their kinds, below one of theirs. */
export function previewKinds(folder: string): string[] {
  return ["png", "glb"].map((kind) => paths().join(folder, kind));
}

/**
 * Makes the folder itself, and takes its lock.
 *
 * @throws OutputFolderError when it cannot be made, or nothing can be written there
 * @throws FolderInUse when another run writes there
 */
export async function lockFolder(folder: OutputFolder): Promise<FolderLock> {
  return await writing(folder, async () => {
    await Deno.mkdir(folder.root, { recursive: true });
    requireOwnParts(folder.root, [LOCK_FILE]);
    return await FolderLock.take(folder.root);
  });
}

/**
 * Makes the folders, after wiping what was there if asked to, and sees whether they can be written.
 * The folder's lock, which its caller holds, stays.
 *
 * @throws OutputFolderError when they cannot
 */
export async function prepareFolder(folder: OutputFolder, clean: boolean): Promise<void> {
  await writing(folder, async () => {
    const { root, encoded, summaries, previewsPng, previews3d } = folder;
    if (clean) {
      const names = await Array.fromAsync(Deno.readDir(root), ({ name }) => name);
      // What people decided of the dataset is not made again by a run.
      const lasting = lastingNames(folder, names);
      for (const name of names) {
        const stays = name === LOCK_FILE || lasting.includes(name);
        if (!stays) await Deno.remove(paths().join(root, name), { recursive: true });
      }
    }
    requireOwnParts(root, writtenThrough(folder));
    for (const path of [encoded, summaries, previewsPng, previews3d]) {
      await Deno.mkdir(path, { recursive: true });
    }
    const probe = paths().join(encoded, `.probe-${crypto.randomUUID()}.tmp`);
    await Deno.writeTextFile(probe, "");
    await Deno.remove(probe);
  });
}

/** What is written where it stands; all else is written beside it and renamed, over a link too. */
function writtenThrough(folder: OutputFolder): string[] {
  const { root, encoded, summaries, previewsPng, previews3d, splits, journal, log } = folder;
  const database = ["", "-wal", "-shm", "-journal"].map((ending) => journal + ending);
  return [encoded, summaries, previewsPng, previews3d, splits, log, ...database]
    .map((path) => paths().relative(root, path));
}

/** Of the names in the folder, those of what outlives the dataset. */
export function lastingNames(
  { splits, vocabulary, notes, sources }: OutputFolder,
  names: readonly string[],
): string[] {
  const decided = [splits, vocabulary, notes].map((path) => paths().basename(path))
    .filter((name) => names.includes(name));
  // They speak of files, which are told from these folders.
  return decided.length === 0 ? [] : [...decided, paths().basename(sources)];
}

async function writing<T>(folder: OutputFolder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof TrunnionError) throw cause; // it says by itself what is wrong
    throw new OutputFolderError(
      `Cannot write to the output folder '${folder.root}': ` +
        `${messageOf(cause)}. Choose another folder, or ` +
        "allow writing there.",
      { cause, data: { folder: folder.root } },
    );
  }
}

/** Writes JSON under its final name when it is whole. */
export function writeJson(path: string, value: unknown): void {
  writeAtomically(path, (temporary) => {
    Deno.writeTextFileSync(temporary, safeJson(value, 4) + "\n");
  });
}

/** For removals of what may not be there. */
export function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
