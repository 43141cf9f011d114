/**
 * What runs inside of a thread that reads rows. It imports no more than it needs, as it starts anew
 * for each pass over a dataset.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import type { TypedArray } from "../../storage/array.ts";
import { typedFrom } from "../../storage/array_type.ts";
import { ChunkUnpacker } from "../../storage/zarr/chunk_unpacker.ts";
import { ByteBudget } from "./byte_budget.ts";
import { ChunkCache } from "./shards/chunk_cache.ts";
import { FolderStore } from "./folder_store.ts";
import type { RowAnswer, RowQuestion } from "./row_readers.ts";
import { ShardedRows } from "./shards/sharded_rows.ts";

/** What of a worker's scope is used. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<string | RowQuestion>) => void;
  postMessage(answer: RowAnswer, transfer: Transferable[]): void;
};

let store = new FolderStore("");
const unpacker = new ChunkUnpacker();
const unpack = unpacker.unpack.bind(unpacker);
const cache = new ChunkCache(new ByteBudget());
const arrays = new Map<string, ShardedRows>();

scope.onmessage = async ({ data }) => {
  if (typeof data === "string") {
    store = new FolderStore(data);
    return;
  }
  const { id, requests } = data;
  try {
    const rows: TypedArray[] = [];
    for (const { group, name, spans, layout } of requests) {
      const path = `${group}/${name}`;
      let array = arrays.get(path);
      if (array === undefined) {
        const ranges = {
          getRange: store.getRange.bind(store),
          peekRange: store.peekRange.bind(store),
          unpack,
        };
        arrays.set(path, array = new ShardedRows(layout, ranges, path, cache));
      }
      rows.push(typedFrom(layout.dtype, await array.read(spans)));
    }
    scope.postMessage({ id, rows }, rows.map(({ buffer }) => buffer as ArrayBuffer));
  } catch (error) {
    scope.postMessage({ id, error: messageOf(error) }, []);
  }
};
