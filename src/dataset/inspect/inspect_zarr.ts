/**
 * What a Zarr store of anybody's holds.
 *
 * @module
 */
import { registry } from "../../storage/zarr/zarr_library.ts";
import { boundCodecs } from "../../storage/zarr/bounded_codecs.ts";
import type { InspectedColumn } from "./inspected_column.ts";
import { NOTHING } from "./inspected_column.ts";
import type { InspectedFile } from "./inspected_file.ts";
import { readZarrArray, type ZarrLook } from "./read_zarr_array.ts";
import { type ZarrNodes, zarrNodes, type ZarrStore } from "./zarr_nodes.ts";

/** Arrays whose values are read; what others are is told all the same. */
const MOST_ARRAYS = 300;

/**
 * Looks into a store.
 *
 * @param path where it is
 * @param where how it lies there: `"in a folder"`, `"in a zip"`
 * @param first how many of the first values are kept
 * @param names the names behind an array's values, by its path, where they are codes
 * @returns null where it is no Zarr store
 * @throws {DatasetError} when its metadata is damaged
 */
export async function inspectZarr(
  store: ZarrStore,
  path: string,
  where: string,
  first: number,
  names: ZarrLook["names"] = () => null,
): Promise<InspectedFile | null> {
  boundCodecs(registry);
  const nodes = zarrNodes(store, path);
  if (nodes === null) return null;
  const columns: InspectedColumn[] = [];
  for (const [i, node] of nodes.arrays.entries()) {
    const how = { version: nodes.version, first, names };
    if (i < MOST_ARRAYS) columns.push(await readZarrArray(store, node, how));
    else {
      const { path: name, shape, chunks, dims, codecs, type } = node;
      columns.push({
        ...NOTHING,
        name,
        type: type.name,
        shape,
        chunks,
        dims,
        stored: null,
        codecs,
        description: "",
        values: shape.reduce((product, size) => product * size, 1),
        whole: false,
        unwritten: 0,
        problem: "not looked at",
      });
    }
  }
  return {
    kind: "zarr",
    path,
    bytes: store.storedBytes("/"),
    format: `Zarr v${nodes.version} ${where}`,
    writer: writerOf(nodes),
    rows: null,
    rowGroups: null,
    rowsLooked: null,
    columns,
    groups: nodes.groups,
    attributes: nodes.attributes,
    notes: [
      ...nodes.cut ? ["There are more groups and arrays, which were not looked for."] : [],
      ...nodes.arrays.length > MOST_ARRAYS
        ? [`The values of the first ${MOST_ARRAYS} arrays were looked at.`]
        : [],
    ],
  };
}

/** Zarr has no field for it, but conventions tell. */
function writerOf({ attributes, arrays, consolidated, version }: ZarrNodes): string {
  if ("trunnion" in attributes) return "Trunnion";
  if ("multiscales" in attributes || "ome" in attributes) return "by the conventions of OME-Zarr";
  const named = arrays.length > 0 &&
    arrays.every(({ dims, shape }) => dims.length === shape.length);
  const coordinates = arrays.some(({ path, dims }) => dims.length === 1 && dims[0] === path);
  if (named && (coordinates || (version === 2 && consolidated))) return "as xarray writes it";
  return "it does not say";
}
