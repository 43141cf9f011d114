import { describe, expect, test } from "vitest";
import { checkGraph } from "../../../src/dataset/verify/check_graph.ts";
import { Findings } from "../../../src/dataset/verify/findings.ts";
import { SampleBlock } from "../../../src/dataset/verify/sample_block.ts";

type Block = Parameters<NonNullable<typeof checkGraph.block>>[0];
type BlockRows = NonNullable<Awaited<ReturnType<Block["read"]>>>;

/** Three points of an edge, each with a tangent that the rule does not look at. */
const line = (...points: number[][]) => points.flatMap((point) => [...point, 7, 8, 9]);
const bent = line([0, 0, 0], [1, 1, 0], [2, 0, 0]);
const other = line([0, 0, 0], [1, -1, 0], [2, 0, 0]);
const back = line([2, 0, 0], [1, 1, 0], [0, 0, 0]);
const dot = line([3, 3, 3], [3, 3, 3], [3, 3, 3]);

/** One sample after the other: its edges, each with its two faces. */
async function faultsOf(
  samples: readonly (readonly [number[], number, number])[][],
  key = "edges/edge_u_grids",
) {
  const starts = [0];
  for (const edges of samples) starts.push(starts.at(-1)! + edges.length);
  const array = (key: string, data: number[], inner: number[]): BlockRows => ({
    key,
    data,
    size: inner.reduce((a, b) => a * b, 1),
    inner,
    attributes: {},
    starts,
  });
  const all = samples.flat();
  const arrays: Record<string, BlockRows> = {
    [key]: array(key, all.flatMap(([grid]) => grid), [3, 6]),
    "graph/edges_source": array("", all.map(([, a]) => a), []),
    "graph/edges_destination": array("", all.map(([, , b]) => b), []),
  };
  const block = {
    first: 10,
    keys: Object.keys(arrays),
    read: (name: string) => Promise.resolve(arrays[name] ?? null),
    readAll: () => Promise.resolve(arrays),
  };
  const found = new Findings("graph");
  await checkGraph.block!(block as unknown as Block, found);
  return {
    checked: found.checked,
    examples: found.faults.flatMap(({ examples }) =>
      examples.map(({ sample, row, value }) => [sample, row, value])
    ),
  };
}

describe("edges that are there twice", () => {
  test("are found, whichever way they run, in their own sample", async () => {
    const { checked, examples } = await faultsOf([
      [[bent, 0, 1], [other, 0, 1]],
      [[other, 0, 1], [bent, 1, 0], [bent, 0, 1]],
      [[bent, 0, 1], [other, 2, 3], [back, 1, 0]],
    ]);
    expect(checked).toBe(8);
    expect(examples).toEqual([[11, 2, "as edge 1"], [12, 2, "as edge 0"]]);
  });

  test("are others where they lie between other faces, a little apart, or have no length", async () => {
    const apart = line([0, 0, 0], [1, 1, 1e-3], [2, 0, 0]);
    const { examples } = await faultsOf([[
      [bent, 0, 1],
      [bent, 0, 2],
      [bent, 1, 2],
      [apart, 0, 1],
      [bent, 4, 4],
      [bent, 4, 4],
      [dot, 0, 1],
      [dot, 0, 1],
    ]]);
    expect(examples).toEqual([]);
  });

  test("are found in the unit frame too", async () => {
    const { examples } = await faultsOf([[[bent, 0, 1], [back, 0, 1]]], "edges/edge_unit_grids");
    expect(examples).toEqual([[10, 1, "as edge 0"]]);
  });
});

describe("ends of arcs", () => {
  test("are nodes of their own sample, from the first to the last", async () => {
    const starts = [0, 3, 6];
    const rows = (key: string, data: number[], starts: number[]): BlockRows => ({
      ...{ key, data, starts, size: 1, inner: [], attributes: {} },
    });
    const arrays: Record<string, BlockRows> = {
      "graph/num_nodes": rows("graph/num_nodes", [3, 5], [0, 1, 2]),
      "graph/edges_source": rows("graph/edges_source", [0, 2, 3, 0, 3, 4], starts),
      "graph/edges_destination": rows("graph/edges_destination", [1, 0, 2, 5, -1, 3], starts),
    };
    const block = {
      first: 10,
      keys: Object.keys(arrays),
      read: (name: string) => Promise.resolve(arrays[name] ?? null),
      readAll: () => Promise.resolve(null),
      eachRow: SampleBlock.prototype.eachRow,
    };
    const found = new Findings("graph");
    await checkGraph.block!(block as unknown as Block, found);
    expect(found.checked).toBe(12);
    expect(found.faults.map(({ where, examples }) => [where, examples])).toEqual([
      ["graph/edges_source", [{ sample: 10, row: 2, value: 3 }]],
      ["graph/edges_destination", [
        { sample: 11, row: 0, value: 5 },
        { sample: 11, row: 1, value: -1 },
      ]],
    ]);
  });
});
