/** Arrays that zarrita reads: laid out otherwise than Trunnion does it, or damaged. @module */
import type { NdArray, TypedArray } from "../../../storage/array.ts";
import type * as Zarr from "../../../storage/zarr/zarr_library.ts";
import { TrunnionError } from "../../../base/errors.ts";
import { DatasetError } from "../../errors.ts";
import type { ReadStore } from "../read_store.ts";

/** An array of zarrita. */
export type ZarrArray = Zarr.Array<Zarr.DataType, ReadStore>;

const loadZarr = () => import("../../../storage/zarr/zarr_library.ts");

/**
 * Opens an array, as zarrita does.
 *
 * @param location what messages call the store
 * @throws {DatasetError} when its metadata is not valid
 */
export async function openArray(
  store: ReadStore,
  path: string,
  location: string,
): Promise<ZarrArray> {
  try {
    await store.prepare?.();
    const { open, root } = await loadZarr();
    return await open.v3(root(store).resolve(path), { kind: "array" });
  } catch (cause) {
    throw new DatasetError(`Cannot open '${location}': the metadata of '${path}' is not valid`, {
      data: { location, path },
      cause,
    });
  }
}

/** Some rows of an array. */
export async function rowsOf(
  array: ZarrArray,
  [start, end]: readonly [number, number],
  shape: readonly number[],
): Promise<NdArray> {
  const { get, slice } = await loadZarr();
  const selection = array.shape.map((_, axis) => axis === 0 ? slice(start, end) : null);
  const found = await get(array, selection);
  if (typeof found !== "object" || found === null || !("shape" in found)) {
    return { data: new Float64Array([Number(found)]), shape };
  }
  return { data: found.data as TypedArray, shape: found.shape };
}

/** Chunks that are tried to find the one at fault. */
const TRIED = 10_000;

/** Why some rows cannot be decoded: the first chunk at fault, and what is wrong with it. */
export async function decodingProblem(
  array: ZarrArray,
  start: number,
  end: number,
): Promise<string> {
  const grid = array.shape.map((size, axis) => Math.ceil(size / array.chunks[axis]));
  const across = grid.slice(1).reduce((product, n) => product * n, 1);
  const first = Math.floor(start / array.chunks[0]), last = Math.ceil(end / array.chunks[0]);
  for (let i = first * across; i < last * across && i < first * across + TRIED; i++) {
    let rest = i;
    const place = grid.map((_, axis) => {
      const own = grid.slice(axis + 1).reduce((product, n) => product * n, 1);
      const at = Math.floor(rest / own);
      rest %= own;
      return at;
    });
    try {
      await array.getChunk(place);
    } catch (error) {
      // What the store says of its file, or what a codec has thrown, is in our own words.
      const cause = error instanceof TrunnionError ? error : (error as Error).cause;
      const why = cause instanceof TrunnionError
        ? cause.message.replace(/^a chunk /, "it ").replace(/\. It was damaged;.*/, "")
        : "it is damaged";
      return `chunk [${place}]: ${why}`;
    }
  }
  return "they are damaged";
}
