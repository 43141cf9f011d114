/** Threads that read rows of a dataset on a local disk. @module */
import type { TypedArray } from "../../storage/array.ts";
import { DatasetError } from "../errors.ts";
import type { LaidOutRequest, RowReaders } from "./read_store.ts";

/** What a thread is asked. */
export interface RowQuestion {
  readonly id: number;
  readonly requests: readonly LaidOutRequest[];
}

/** What it answers. */
export type RowAnswer =
  | { readonly id: number; readonly rows: readonly TypedArray[] }
  | { readonly id: number; readonly error: string };

interface Thread {
  readonly worker: Worker;
  readonly open: Map<number, PromiseWithResolvers<TypedArray[]>>;
}

/**
 * Starts threads that read rows.
 *
 * @param folder the `.dataset`
 * @returns null where there are no Web Workers
 */
export function startRowReaders(folder: string, count: number): RowReaders | null {
  if (typeof Worker === "undefined") return null;
  const threads = Array.from({ length: count }, () => startThread(folder));
  let next = 0;
  return {
    read(requests) {
      const id = next++;
      const [idlest] = threads.toSorted((a, b) => a.open.size - b.open.size);
      const answer = Promise.withResolvers<TypedArray[]>();
      idlest.open.set(id, answer);
      idlest.worker.postMessage({ id, requests } satisfies RowQuestion);
      return answer.promise;
    },
    close() {
      for (const { worker, open } of threads) {
        worker.terminate();
        for (const { promise, reject } of open.values()) {
          promise.catch(() => {}); // nobody waits for it any more
          reject(new DatasetError(`Cannot read '${folder}': its readers have been closed`));
        }
      }
    },
  };
}

function startThread(folder: string): Thread {
  const worker = new Worker(new URL("./row_reader_worker.ts", import.meta.url), { type: "module" });
  const open: Thread["open"] = new Map();
  worker.postMessage(folder);
  worker.onmessage = ({ data: answer }: MessageEvent<RowAnswer>) => {
    const waiting = open.get(answer.id);
    open.delete(answer.id);
    if ("rows" in answer) waiting?.resolve([...answer.rows]);
    else waiting?.reject(new DatasetError(answer.error, { data: { folder } }));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const { reject } of open.values()) {
      reject(new DatasetError(`Cannot read '${folder}': a reader has ended: ${event.message}`));
    }
    open.clear();
  };
  return { worker, open };
}
