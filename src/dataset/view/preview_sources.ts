/**
 * Which bodies samples were encoded from.
 *
 * @module
 */
import { sha256OfFile } from "../../base/sha256.ts";
import type { LoaderOptions } from "../../cad/loader_options.ts";
import type { DatasetReader } from "../read/reader.ts";
import { pathFinder } from "../read/file_paths.ts";
import type { TableValue } from "../read/parquet_table.ts";

/** Where a sample's body is. */
export interface PreviewSource {
  readonly sample: number;
  readonly id: number;
  readonly name: string;
  /** What the infoset calls the file; null where the sample is of no file. */
  readonly file: string | null;
  /** Where the file is; null where its folder is not there any more. */
  readonly path: string | null;
  /** SHA-256 of the file as it was encoded. */
  readonly hash: string;
  readonly body: number;
  /** Its faces, as they were encoded. */
  readonly faces: number;
}

/**
 * The bodies of samples, in the order of the samples.
 *
 * @param moved where source folders are now, as for `dataset.files`
 */
export async function previewSources(
  reader: DatasetReader,
  samples: readonly number[],
  moved?: string | Readonly<Record<string, string>>,
): Promise<PreviewSource[]> {
  const column = async (name: string): Promise<readonly TableValue[]> =>
    reader.infoset?.has(name) ? await reader.infoColumn(name) : [];
  const [names, files, hashes, bodies, faces] = await Promise.all(
    ["name", "file", "file_hash", "body_index", "face_count"].map(column),
  );
  const [ids, find] = [await reader.sampleIds(), await pathFinder(reader, moved)];
  return samples.map((sample) => {
    const file = files[sample], hash = hashes[sample];
    const isFile = typeof file === "string" && typeof hash === "string";
    return {
      sample,
      id: ids[sample],
      name: String(names[sample] ?? ids[sample]),
      file: isFile ? file : null,
      path: isFile ? find(file) : null,
      hash: String(hash ?? ""),
      body: Number(bodies[sample] ?? 0),
      faces: Number(faces[sample] ?? 0),
    };
  });
}

/** SHA-256 of a file as it is now; null where there is none, or it may not be read. */
export function hashNow(path: string | null): string | null {
  if (path === null) return null;
  try {
    return sha256OfFile(path);
  } catch {
    return null;
  }
}

/**
 * How the files of a dataset were opened, as its `.flow` says; null where a loader of the user's
 * own has opened them.
 */
export function loaderOptionsOf({ flow }: DatasetReader): LoaderOptions | null {
  const told = flow?.["Flow Specifications"];
  if (typeof told !== "object" || told === null) return {};
  const { loader = "built-in", loader_options: options } = told as Record<string, unknown>;
  if (loader !== "built-in") return null;
  return typeof options === "object" && options !== null ? options as LoaderOptions : {};
}
