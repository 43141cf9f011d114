/** Previews of bodies that a dataset no longer has. @module */
import { dirname } from "node:path";
import { keyOfPreview, previewKey } from "../../cad/previews/preview_name.ts";
import { ParquetTable } from "../read/parquet_table.ts";
import { openTableFile } from "../read/table_file.ts";

/** The columns of an infoset that name previews. */
const NAMED = ["stream_cache_png", "stream_cache_3d"];

/**
 * Finds them by what their names say of the body, and by the infoset, which may name earlier ones.
 *
 * @param infoset its path
 * @param names the previews that there are, without their folders
 * @returns those that are of no sample; none where the infoset does not tell of bodies
 */
export async function stalePreviews(
  infoset: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const file = openTableFile(infoset, dirname(infoset));
  try {
    const table = await ParquetTable.open(file);
    const wanted = ["file_hash", "body_index", "face_count"];
    if (!wanted.every((column) => table.has(column))) return [];
    const [hashes, bodies, faces] = await Promise.all(wanted.map((name) => table.column(name)));
    const keys = new Set(
      hashes.map((hash, s) =>
        previewKey({ hash: String(hash), body: Number(bodies[s]), faces: Number(faces[s]) })
      ),
    );
    const named = new Set<string>();
    for (const column of NAMED) {
      if (!table.has(column)) continue;
      for (const path of await table.column(column)) {
        if (typeof path === "string") named.add(path.slice(path.lastIndexOf("/") + 1));
      }
    }
    return names.filter((name) => {
      const key = keyOfPreview(name);
      return key !== null && !keys.has(key) && !named.has(name);
    });
  } finally {
    file.close();
  }
}
