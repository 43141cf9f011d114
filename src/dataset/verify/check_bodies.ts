/** Measures of whole bodies. @module */
import type { Check } from "./check.ts";
import { missingValues } from "./missing_values.ts";

/** The faces' float32 areas add up to the body's this well. */
const SUM = 1e-5;

/** A body's area is that of its faces, and a body has a volume exactly where it is closed. */
export const checkBodies: Check = {
  name: "bodies",
  rule: "a body's area is that of its faces, and closed bodies alone have a volume",
  async block(block, found) {
    const mayBeMissing = await missingValues(block);
    const areas = await block.readAll("bodies/body_areas", "faces/face_areas");
    if (areas !== null) {
      const bodies = areas["bodies/body_areas"], faces = areas["faces/face_areas"];
      block.eachRow(bodies, (sample, row, at) => {
        if (mayBeMissing(bodies.key, sample, row)) return;
        found.checked++;
        const s = sample - block.first;
        let sum = 0;
        for (let i = faces.starts[s]; i < faces.starts[s + 1]; i++) sum += faces.data[i];
        const value = bodies.data[at];
        if (Math.abs(value - sum) <= SUM * sum) return;
        const problem = "it is not the sum of the faces' areas";
        found.add({ where: bodies.key, problem, sample, row, value });
      });
    }
    const closed = await block.read("bodies/body_closed"), solids = await block.rows("solids");
    if (closed === null || solids === null) return;
    block.eachRow(closed, (sample, row, at) => {
      found.checked++;
      const s = sample - block.first, value = closed.data[at];
      if (solids.starts[s + 1] - solids.starts[s] === value) return;
      const problem = "it does not say whether the sample has a volume";
      found.add({ where: closed.key, problem, sample, row, value });
    });
  },
};
