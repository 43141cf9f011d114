/** A task that does nothing; workers import this module. @module */
import { flowtask } from "../src/pipeline/tasks/flowtask.ts";

/** Gives back its item. */
export const identity = flowtask.transform(
  { name: "identity", inputs: ["n"], outputs: ["m"], module: import.meta.url },
  (n: number) => n,
);

/** Encodes a label of its item. */
export const encodeLabel = flowtask.transform(
  {
    name: "encode_label",
    inputs: ["n", "storage"],
    outputs: ["encoded"],
    module: import.meta.url,
  },
  (n: number, storage) => {
    storage.saveData("labels/n", Int32Array.of(n));
    storage.compressStore();
    return storage.getFilePath();
  },
);
