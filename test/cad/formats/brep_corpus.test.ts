import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Brep } from "../../../src/cad/brep.ts";
import { bodiesOf } from "../../../src/cad/formats/brep/bodies.ts";
import { parseBrepText } from "../../../src/cad/formats/brep/brep_text.ts";
import { applyToPoint } from "../../../src/cad/geometry/transform.ts";
import { CORPUS } from "../../helpers/corpus.ts";

/** Public B-Rep files, and what native OpenCascade 7.6 counts in them. */
const FILES = [
  { file: "h02_ramps14_board_12MB.brep", faces: 10952, solids: 559, edges: 25589 },
  { file: "h47_d150_fused_aircraft.brep", faces: 246, solids: 1, edges: 496 },
];
const present = FILES.filter(({ file }) => existsSync(`${CORPUS}/hard/${file}`));

describe.skipIf(present.length === 0)("real B-Rep files", () => {
  test.each(present)("$file", ({ file, faces, solids, edges }) => {
    const tree = parseBrepText(readFileSync(`${CORPUS}/hard/${file}`));
    const distinct = tree.shapes.filter(({ kind }) => kind === "face").length;
    const bodies = bodiesOf(tree, new Int32Array(distinct));
    const total = (count: (brep: Brep) => number) =>
      bodies.reduce((sum, { brep, instances }) => sum + count(brep) * instances.length, 0);
    expect(total((brep) => brep.faces.length)).toBe(faces);
    expect(total((brep) => brep.edges.length)).toBe(edges);
    expect(bodies.filter(({ kind }) => kind === "solid")).toHaveLength(solids);
    // Every edge lies on each of its faces, as well as the file itself claims.
    for (const { brep } of bodies) expect(worstGap(brep)).toBeLessThan(1);
  });
});

/** The largest distance of an edge from its images, in units of the edge's tolerance. */
function worstGap(brep: Brep): number {
  const image = new Float64Array(4), point = new Float64Array(9), curve = new Float64Array(6);
  let worst = 0;
  for (const { surface, location, loops } of brep.faces) {
    for (const { edge: index, pcurve, first, last } of loops.flat()) {
      const edge = brep.edges[index];
      expect(pcurve).not.toBeNull();
      for (let i = 0; i <= 6; i++) {
        pcurve!.d1(first + (last - first) * i / 6, image);
        surface.d1(image[0], image[1], point);
        applyToPoint(location, point);
        if (edge.curve === null) {
          curve.set(brep.vertices.subarray(3 * edge.startVertex).slice(0, 3));
        } else {
          edge.curve.d1(edge.first + (edge.last - edge.first) * i / 6, curve);
          applyToPoint(edge.location, curve);
        }
        const gap = Math.hypot(point[0] - curve[0], point[1] - curve[1], point[2] - curve[2]);
        worst = Math.max(worst, gap / edge.tolerance);
      }
    }
  }
  return worst;
}
