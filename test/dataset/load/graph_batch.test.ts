import { describe, expect, test } from "vitest";
import type { GraphBatch } from "../../../src/dataset/load/graph_batch.ts";
import type { Sample } from "../../../src/dataset/load/sample.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { randomGraphs } from "../../helpers/random_graphs.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

/** What a batch must be, of its samples one by one: rows behind one another, indices shifted. */
function expected(samples: readonly Sample[]) {
  const arrays: Record<string, number[]> = {};
  const edges: [number[], number[]] = [[], []];
  const coedges: number[] = [];
  const [batch, ptr] = [[] as number[], [0]];
  let edge = 0;
  samples.forEach((sample, place) => {
    const own = (key: string) => Array.from<number | bigint>(sample.arrays[key].data).map(Number);
    for (const key of Object.keys(sample.arrays)) arrays[key] = [...arrays[key] ?? [], ...own(key)];
    const node = ptr.at(-1)!;
    edges[0].push(...own("graph/edges_source").map((face) => face + node));
    edges[1].push(...own("graph/edges_destination").map((face) => face + node));
    coedges.push(...own("coedges/coedge_edge").map((one) => one + edge));
    const [faces] = own("graph/num_nodes");
    batch.push(...new Array<number>(faces).fill(place));
    ptr.push(node + faces);
    edge += sample.arrays["edges/edge_lengths"].shape[0];
  });
  return { arrays, edges, coedges, batch, ptr };
}

function compare(batch: GraphBatch, samples: readonly Sample[]): void {
  const { arrays, edges, coedges, batch: rows, ptr } = expected(samples);
  for (const [key, { data, shape }] of Object.entries(batch.arrays)) {
    expect(Array.from<number | bigint>(data).map(Number), key).toEqual(arrays[key]);
    expect(shape.reduce((product, n) => product * n, 1)).toBe(data.length);
    expect(shape.slice(1)).toEqual(samples[0].arrays[key].shape.slice(1));
  }
  expect(Object.keys(batch.arrays)).toEqual(Object.keys(samples[0].arrays));
  expect([...batch.ptr]).toEqual(ptr);
  expect([...batch.batch]).toEqual(rows);
  expect(batch.edge_index!.shape).toEqual([2, edges[0].length]);
  expect([...batch.edge_index!.data]).toEqual(edges.flat());
  expect([...batch.shifted["coedges/coedge_edge"].data]).toEqual(coedges);
  expect(batch.size).toBe(samples.length);
  expect(batch.indices).toEqual(samples.map(({ index }) => index));
  expect(batch.ids).toEqual(samples.map(({ id }) => id));
  expect([...batch.rows.labels.batch]).toEqual(samples.map((_, place) => place));
}

describe("a batch of random graphs", () => {
  test.each([1, 2, 3, 4])("is what its samples are one by one (seed %i)", async (seed) => {
    const random = createRandom(seed);
    const { path } = await randomGraphs(folder(), random, 1 + random.below(40));
    using dataset = await openDataset(path);
    const all = await dataset.samples();
    for (const size of [1, 3, 7, 100]) {
      for (const shuffle of [false, true]) {
        const options = { size, shuffle, seed, memory: 2000, prefetch: random.below(3) };
        const seen: number[] = [];
        for await (const batch of all.batches(options)) {
          const samples = await Promise.all(batch.indices.map((index) => all.getItem(index)));
          compare(batch, samples);
          seen.push(...batch.indices);
          expect(batch.size).toBe(Math.min(size, all.length - seen.length + batch.size));
        }
        expect(seen.toSorted((a, b) => a - b)).toEqual(all.indices);
      }
    }
  });

  test("has the nodes' ptr where faces are not read, and no edges without a graph", async () => {
    const { path, bodies } = await randomGraphs(folder(), createRandom(5), 6);
    using dataset = await openDataset(path);
    const [batch] = await Array.fromAsync(dataset.samples({ groups: ["graph"] }).batches());
    const counts = bodies.map((body) => body["faces/face_areas"].shape[0]);
    expect([...batch.ptr]).toEqual(counts.reduce((ptr, n) => [...ptr, ptr.at(-1)! + n], [0]));
    expect(Object.keys(batch.rows)).toEqual(["graph"]);
    const whole = await Array.fromAsync(dataset.samples().batches());
    expect(batch.edge_index).toEqual(whole[0].edge_index);
    const [faces] = await Array.fromAsync(dataset.samples({ groups: ["faces"] }).batches());
    expect(faces.edge_index).toBe(null);
    expect(faces.ptr).toEqual(batch.ptr);
  });
});
