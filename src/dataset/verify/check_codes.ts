/** Codes of kinds. @module */
import { CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../cad/features/codes.ts";
import type { Check } from "./check.ts";

const CODES: Readonly<Record<string, ReadonlySet<number>>> = {
  "faces/face_types": new Set(Object.values(FACE_TYPES)),
  "edges/edge_types": new Set(Object.values(EDGE_TYPES)),
  "edges/edge_convexities": new Set(Object.values(CONVEXITIES)),
};

/** Types and convexities are codes that stand for something. */
export const checkCodes: Check = {
  name: "codes",
  rule: "types and convexities are among the codes that there are",
  async block(block, found) {
    for (const [key, codes] of Object.entries(CODES)) {
      const array = await block.read(key);
      if (array === null) continue;
      block.eachRow(array, (sample, row, at) => {
        found.checked++;
        const value = array.data[at];
        if (codes.has(value)) return;
        found.add({ where: key, problem: "there is no such code", sample, row, value });
      });
    }
  },
};
