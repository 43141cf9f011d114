/** The numbers of faces and edges. @module */
import type { Check } from "./check.ts";

/** Indices count from 0 within each sample. */
export const checkIndices: Check = {
  name: "indices",
  rule: "faces and edges of a sample are numbered from 0",
  async block(block, found) {
    for (const key of ["faces/face_indices", "edges/edge_indices"]) {
      const array = await block.read(key);
      if (array === null) continue;
      block.eachRow(array, (sample, row, at) => {
        found.checked++;
        const value = array.data[at];
        if (value === row) return;
        found.add({ where: key, problem: "it is not the row's number", sample, row, value });
      });
    }
  },
};
