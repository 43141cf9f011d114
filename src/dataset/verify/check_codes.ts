/** Codes of kinds. @module */
import { CONVEXITIES, EDGE_TYPES, FACE_TYPES } from "../../cad/features/codes.ts";
import type { Check } from "./check.ts";

const FLAG: ReadonlySet<number> = new Set([0, 1]);

const CODES: Readonly<Record<string, ReadonlySet<number>>> = {
  "faces/face_types": new Set(Object.values(FACE_TYPES)),
  "edges/edge_types": new Set(Object.values(EDGE_TYPES)),
  "edges/edge_convexities": new Set(Object.values(CONVEXITIES)),
  "edges/edge_continuities": new Set([0, 1, 2, 3]),
  "faces/face_closed": FLAG,
  "faces/face_rational": FLAG,
  "edges/edge_closed": FLAG,
  "edges/edge_rational": FLAG,
  "coedges/coedge_reversed": FLAG,
  "bodies/body_closed": FLAG,
};

/** Types, convexities, continuities and flags are codes that stand for something. */
export const checkCodes: Check = {
  name: "codes",
  rule: "types, convexities, continuities and flags are among the codes that there are",
  async block(block, found) {
    for (const [key, codes] of Object.entries(CODES)) {
      const array = await block.read(key);
      if (array === null) continue;
      block.eachRow(array, (sample, row, at) => {
        for (let k = 0; k < array.size; k++) {
          found.checked++;
          const value = array.data[at + k];
          if (codes.has(value)) continue;
          found.add({ where: key, problem: "there is no such code", sample, row, value });
        }
      });
    }
  },
};
