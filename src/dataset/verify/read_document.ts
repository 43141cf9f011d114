/** Reads one metadata document of a Zarr store. @module */
import type { ReadStore } from "../read/read_store.ts";

/**
 * The document of a group or array; null where there is none.
 *
 * @param path `""` for the root, `"faces"`, `"faces/face_areas"`
 */
export async function readDocument(
  store: ReadStore,
  path: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  const bytes = await store.get(path === "" ? "/zarr.json" : `/${path}/zarr.json`);
  return bytes === undefined ? null : JSON.parse(new TextDecoder().decode(bytes));
}
