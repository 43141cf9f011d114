import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { dglBytes, type DglGraph } from "../../../../src/dataset/export/profiles/dgl_graph.ts";

const graph: DglGraph = {
  nodes: 3,
  source: Int32Array.of(0, 1, 1),
  destination: Int32Array.of(1, 0, 2),
  ndata: {
    z: { data: Int32Array.of(0, 1, 2), shape: [3] },
    x: { data: Float32Array.of(0, 1, 2, 3, 4, 5), shape: [3, 2] },
  },
  edata: { l: { data: Float32Array.of(0, 10, 20), shape: [3] } },
  labels: {
    d2: { data: new Float32Array(8).fill(1), shape: [2, 2, 2] },
    spatial_pos: { data: Int32Array.from({ length: 9 }, (_, i) => i), shape: [3, 3] },
  },
};

test("a graph has the bytes that DGL itself gives it", () => {
  const bytes = dglBytes(graph);
  // Behind the head, of which DGL leaves all but the first 32 bytes as it finds them, these are
  // those of the same graph, saved by DGL 1.1.3.
  const own = createHash("sha256").update(bytes.subarray(4096)).digest("hex");
  expect(bytes.length).toBe(4096 + 1252);
  expect(own).toBe("2765388c2e4c99e4232e9c1753ad86eab130eb754a77b4affc294b8458a4dd12");
  const head = new BigUint64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 32));
  expect(Array.from(head)).toEqual([0xdd2e4ff046b4a13fn, 2n, 2n, 1n]);
});

test("numbers of other types are named as such", () => {
  const text = (data: DglGraph["ndata"]["x"]["data"]) => {
    const labels = { a: { data, shape: [data.length] } };
    const empty = { nodes: 0, source: new Int32Array(), destination: new Int32Array() };
    const bytes = dglBytes({ ...empty, ndata: {}, edata: {}, labels });
    // Behind start, count, name, magic, reserved, device and dimensions.
    return Array.from(bytes.subarray(4096 + 8 + 8 + 9 + 16 + 12).subarray(0, 4));
  };
  expect(text(Float64Array.of(1))).toEqual([2, 64, 1, 0]);
  expect(text(BigInt64Array.of(1n))).toEqual([0, 64, 1, 0]);
  expect(text(Uint8Array.of(1))).toEqual([1, 8, 1, 0]);
});
