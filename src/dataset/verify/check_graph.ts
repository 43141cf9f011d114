/** The face adjacency graph. @module */
import type { Check } from "./check.ts";
import type { Findings } from "./findings.ts";
import type { BlockArray, SampleBlock } from "./sample_block.ts";

/** Points are the same within this share of the largest coordinate: what float32 may lose. */
const SAME = 1e-5;

/** Where points of edges are; of several the first is taken. */
const GRIDS = ["edges/edge_u_grids", "edges/edge_unit_grids"];

/** An edge between two faces. */
interface FaceEdge {
  readonly row: number;
  /** Where its points begin. */
  readonly at: number;
  /** The two faces, the lower first. */
  readonly faces: string;
  /** A number that is the same whichever way the points are gone through. */
  readonly sum: number;
}

/** Both ends of an arc are faces of its sample, and no edge between two faces is there twice. */
export const checkGraph: Check = {
  name: "graph",
  rule: "both ends of each arc are nodes of its sample, and no edge is there twice",
  async block(block, found) {
    await checkEnds(block, found);
    await checkTwins(block, found);
  },
};

async function checkEnds(block: SampleBlock, found: Findings): Promise<void> {
  const nodes = await block.read("graph/num_nodes");
  if (nodes === null) return;
  for (const key of ["graph/edges_source", "graph/edges_destination"]) {
    const ends = await block.read(key);
    if (ends === null) continue;
    block.eachRow(ends, (sample, row, at) => {
      found.checked++;
      const value = ends.data[at];
      if (value >= 0 && value < nodes.data[sample - block.first]) return;
      found.add({ where: key, problem: "there is no such node", sample, row, value });
    });
  }
}

/** Two faces meet in several edges, but not in the same one twice: points tell. */
async function checkTwins(block: SampleBlock, found: Findings): Promise<void> {
  const ends = await block.readAll("graph/edges_source", "graph/edges_destination");
  const key = GRIDS.find((one) => block.keys.includes(one));
  const grids = key === undefined ? null : await block.read(key);
  if (ends === null || grids === null || grids.inner.length !== 2) return;
  const source = ends["graph/edges_source"], destination = ends["graph/edges_destination"];
  for (let s = 0; s + 1 < grids.starts.length; s++) {
    if (source.starts[s + 1] !== grids.starts[s + 1]) continue;
    const { edges, largest } = edgesOf(s, grids, source, destination);
    found.checked += edges.length;
    edges.forEach((edge, i) => {
      const near = SAME * largest * grids.inner[0] * 3;
      for (let j = i + 1; j < edges.length && edges[j].sum - edge.sum <= near; j++) {
        if (edges[j].faces !== edge.faces) continue;
        if (!isSame(grids, edge.at, edges[j].at, SAME * largest)) continue;
        found.add({
          where: grids.key,
          problem: "an edge is there twice",
          sample: block.first + s,
          row: Math.max(edge.row, edges[j].row),
          value: `as edge ${Math.min(edge.row, edges[j].row)}`,
        });
      }
    });
  }
}

/** The edges between different faces of a sample that have a length, by their sums. */
function edgesOf(
  s: number,
  grids: BlockArray,
  source: BlockArray,
  destination: BlockArray,
): { edges: FaceEdge[]; largest: number } {
  const { data, size, inner: [points, width] } = grids;
  const edges: FaceEdge[] = [];
  let largest = 0;
  for (let row = grids.starts[s]; row < grids.starts[s + 1]; row++) {
    const at = row * size;
    let sum = 0, length = 0;
    for (let i = 0; i < points; i++) {
      for (let k = 0; k < 3; k++) {
        const x = data[at + i * width + k];
        sum += x;
        largest = Math.max(largest, Math.abs(x));
        length += Math.abs(x - data[at + k]);
      }
    }
    const a = source.data[row], b = destination.data[row];
    if (a === b || !(length > 0)) continue;
    const faces = `${Math.min(a, b)} ${Math.max(a, b)}`;
    edges.push({ row: row - grids.starts[s], at, faces, sum });
  }
  return { edges: edges.sort((a, b) => a.sum - b.sum || a.row - b.row), largest };
}

/** Whether the points are the same, in this order or in the other. */
function isSame(
  { data, inner: [points, width] }: BlockArray,
  a: number,
  b: number,
  near: number,
): boolean {
  const along = (back: boolean) => {
    for (let i = 0; i < points; i++) {
      const from = b + (back ? points - 1 - i : i) * width;
      for (let k = 0; k < 3; k++) {
        if (!(Math.abs(data[a + i * width + k] - data[from + k]) <= near)) return false;
      }
    }
    return true;
  };
  return along(false) || along(true);
}
