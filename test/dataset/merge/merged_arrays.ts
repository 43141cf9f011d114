/** What tests of the merge look at afterwards. */
import * as zarr from "zarrita";
import { folderStore } from "../../storage/zarr_stores.ts";

/** Reads an array of a dataset whole. */
export async function readArray(dataset: string, key: string) {
  const group = await zarr.open.v3(folderStore(dataset), { kind: "group" });
  const array = await zarr.open.v3(group.resolve(key), { kind: "array" });
  const { data, shape } = await zarr.get(array, null);
  return { data: Array.from(data as ArrayLike<number | bigint>, Number), shape, array };
}

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(() => {
    throw new Error("it was not refused");
  }, (error) => error);
}
