/** Dihedral angles and convexities. @module */
import { CONVEXITIES } from "../../cad/features/codes.ts";
import type { Check } from "./check.ts";

/** The sign that the angle of an edge has, by its convexity. */
const SIGNS: Readonly<Record<number, number>> = {
  [CONVEXITIES.none]: 0,
  [CONVEXITIES.convex]: 1,
  [CONVEXITIES.concave]: -1,
  [CONVEXITIES.smooth]: 0,
};

/** Pi as float32 has it is a little more than pi. */
const MOST = Math.fround(Math.PI);

/** Angles are from -pi to pi: above 0 where convex, below where concave, else 0. */
export const checkDihedral: Check = {
  name: "dihedral",
  rule: "angles are from -pi to pi, and their sign is that of the convexity",
  async block(block, found) {
    const arrays = await block.readAll("edges/edge_dihedral_angles", "edges/edge_convexities");
    if (arrays === null) return;
    const angles = arrays["edges/edge_dihedral_angles"];
    const convexities = arrays["edges/edge_convexities"].data;
    block.eachRow(angles, (sample, row, at) => {
      found.checked++;
      const value = angles.data[at], sign = SIGNS[convexities[at]];
      const add = (problem: string) =>
        found.add({ where: angles.key, problem, sample, row, value });
      if (Math.abs(value) > MOST) add("it is beyond pi");
      else if (sign !== undefined && Math.sign(value) !== sign && !Number.isNaN(value)) {
        add("its sign is not that of the convexity");
      }
    });
  },
};
