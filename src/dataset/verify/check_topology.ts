/** Coedges, arcs and the ends of edges. @module */
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import { checkInRange } from "./in_range.ts";
import type { SampleBlock } from "./sample_block.ts";

/** Arrays of numbers of rows, the group that has those rows, and the least value. */
const REFERENCES = [
  { key: "coedges/coedge_next", group: "coedges", least: 0 },
  { key: "coedges/coedge_mate", group: "coedges", least: 0 },
  { key: "coedges/coedge_face", group: "faces", least: 0 },
  { key: "coedges/coedge_edge", group: "edges", least: 0 },
  { key: "arcs/arc_source", group: "faces", least: 0 },
  { key: "arcs/arc_destination", group: "faces", least: 0 },
  { key: "arcs/arc_edge", group: "edges", least: 0 },
  { key: "edges/edge_vertices", group: "vertices", least: -1 },
  { key: "face_mesh/triangles", group: "mesh_points", least: 0 },
  { key: "face_mesh/triangle_faces", group: "faces", least: 0 },
  { key: "edge_mesh/points", group: "mesh_points", least: 0 },
] as const;

/** Rows name rows that there are, loops close, and coedges mate on one edge. */
export const checkTopology: Check = {
  name: "topology",
  rule: "loops of coedges close on one face, mates on one edge, arcs and edges end somewhere",
  async block(block, found) {
    for (const { key, group, least } of REFERENCES) {
      const array = await block.read(key);
      if (array !== null) checkInRange(block, array, least, await block.rows(group), found);
    }
    await checkRings(block, "coedges/coedge_next", "coedges/coedge_face", found);
    await checkRings(block, "coedges/coedge_mate", "coedges/coedge_edge", found);
  },
};

/** Every coedge comes after exactly one, and rings stay on one face or one edge. */
async function checkRings(
  block: SampleBlock,
  key: string,
  on: string,
  found: Findings,
): Promise<void> {
  const arrays = await block.readAll(key, on);
  if (arrays === null) return;
  const { data } = arrays[key], owners = arrays[on].data;
  const seen = new Set<number>();
  block.eachRow(arrays[key], (sample, row, at) => {
    if (row === 0) seen.clear();
    const value = data[at];
    const problem = seen.has(value)
      ? "two coedges lead to one"
      : owners[at - row + value] !== owners[at]
      ? `it leads to another ${on.slice(on.indexOf("_") + 1)}`
      : null;
    seen.add(value);
    if (problem !== null) found.add({ where: key, problem, sample, row, value });
  });
}
