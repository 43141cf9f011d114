/**
 * Several samples as one graph, as PyTorch Geometric makes its batches.
 *
 * @module
 */
import type { NdArray } from "../../storage/array.ts";
import { UsageError } from "../../base/errors.ts";
import { shownValue } from "../../page/shown_value.ts";
import { arraysLine, arraysPage } from "./arrays_page.ts";
import { type Gathered, plainArrays } from "./gathered.ts";

/** Whose rows are whose in a batch. */
export interface BatchRows {
  /** The rows of the i-th sample are `ptr[i]` to `ptr[i + 1]`. */
  readonly ptr: Int32Array;
  /** The place in the batch of each row's sample. */
  readonly batch: Int32Array;
}

/**
 * Several samples, whose rows lie behind one another: one graph without edges between samples. The
 * nodes are faces.
 */
export interface GraphBatch {
  /** The number of samples. */
  readonly size: number;
  /** The samples' positions in the dataset. */
  readonly indices: readonly number[];
  /** The samples' `id`s in the infoset. */
  readonly ids: readonly number[];
  /** The rows of all samples, by `"group/array"`: what is stored, indices within a sample too. */
  readonly arrays: Readonly<Record<string, NdArray>>;
  /** Whose the rows of each group are, by its name. */
  readonly rows: Readonly<Record<string, BatchRows>>;
  /** The nodes of the i-th sample are `ptr[i]` to `ptr[i + 1]`. */
  readonly ptr: Int32Array;
  /** The place in the batch of each node's sample. */
  readonly batch: Int32Array;
  /**
   * The edges of the graph, (2, E): a row of sources, a row of destinations, counted in the nodes
   * of the batch. One arc an edge, in the order of the rows of `graph`; null where that group is
   * not read.
   */
  readonly edge_index: { readonly data: Int32Array; readonly shape: readonly [2, number] } | null;
  /** All arrays of indices, counted in the rows of the batch; -1 stays. */
  readonly shifted: Readonly<Record<string, NdArray>>;
}

/** The group in whose rows an array's indices count. */
const INDICES: Readonly<Record<string, string>> = {
  "graph/edges_source": "faces",
  "graph/edges_destination": "faces",
  "arcs/arc_source": "faces",
  "arcs/arc_destination": "faces",
  "arcs/arc_edge": "edges",
  "coedges/coedge_next": "coedges",
  "coedges/coedge_mate": "coedges",
  "coedges/coedge_face": "faces",
  "coedges/coedge_edge": "edges",
  "edges/edge_vertices": "vertices",
  "face_mesh/triangles": "mesh_points",
  "face_mesh/triangle_faces": "faces",
  "edge_mesh/points": "mesh_points",
  "faceface/pair_source": "faces",
  "faceface/pair_destination": "faces",
  "faceface/face_pair_edges_path": "edges",
};

/** How many rows of a group each sample has, where the group itself is not read. */
type RowCounts = (group: string, samples: readonly number[]) => Int32Array | null;

/**
 * Makes a batch of gathered samples.
 *
 * @param countRows the rows of groups that are not read, as a `ptr`
 * @throws {UsageError} when there are too many rows for indices of 32 bits
 */
export function graphBatch(
  gathered: readonly Gathered[],
  indices: readonly number[],
  ids: readonly number[],
  countRows: RowCounts,
): GraphBatch {
  const rows: Record<string, BatchRows> = {};
  for (const { array, ptr } of gathered) {
    // An array with one row a sample is told apart from the group's rows, where there are others.
    if (array.helper || Object.hasOwn(rows, array.group)) continue;
    const others = gathered.some((other) =>
      other.array.group === array.group && !other.array.single && !other.array.helper
    );
    if (array.single && others) continue;
    rows[array.group] = { ptr, batch: batchOf(ptr) };
  }
  const ptrOf = (group: string) => rows[group]?.ptr ?? countRows(group, indices);
  const shifted: Record<string, NdArray> = {};
  for (const { array, data, ptr } of gathered) {
    const target = Object.hasOwn(INDICES, array.key) ? ptrOf(INDICES[array.key]) : null;
    if (array.helper || target === null || !(data instanceof Int32Array)) continue;
    shifted[array.key] = {
      data: shift(data, ptr, target, array.rowSize),
      shape: [ptr[indices.length], ...array.width],
    };
  }
  const nodes = ptrOf("faces") ?? new Int32Array(indices.length + 1);
  return shownBatch({
    size: indices.length,
    indices,
    ids,
    arrays: plainArrays(gathered),
    rows,
    ptr: nodes,
    batch: rows.faces?.batch ?? batchOf(nodes),
    edge_index: edgeIndex(shifted["graph/edges_source"], shifted["graph/edges_destination"]),
    shifted,
  });
}

/** A batch that says what it is, in place of all its numbers. */
function shownBatch(batch: GraphBatch): GraphBatch {
  const { size, ptr, edge_index, arrays } = batch;
  const what = `${size} samples, ${ptr[size]} nodes` +
    (edge_index === null ? "" : `, ${edge_index.shape[1]} edges`);
  return shownValue(batch, {
    line: () => `GraphBatch: ${what}, ${arraysLine(arrays)}`,
    page: () =>
      arraysPage({
        title: "Batch",
        lead: [what],
        arrays,
        next: ["batch.ptr // where the faces of each sample begin", "batch.edge_index"],
      }),
  });
}

function batchOf(ptr: Int32Array): Int32Array {
  const count = ptr.length - 1;
  if (!(ptr[count] >= 0)) {
    throw new UsageError(
      `Cannot make a batch of ${count} samples: a batch must have fewer than 2^31 rows of a ` +
        "group. Make smaller batches",
      { data: { samples: count } },
    );
  }
  const batch = new Int32Array(ptr[count]);
  for (let i = 0; i < count; i++) batch.fill(i, ptr[i], ptr[i + 1]);
  return batch;
}

function shift(data: Int32Array, ptr: Int32Array, target: Int32Array, rowSize: number): Int32Array {
  const out = new Int32Array(data.length);
  for (let i = 0; i + 1 < ptr.length; i++) {
    const offset = target[i];
    for (let at = ptr[i] * rowSize; at < ptr[i + 1] * rowSize; at++) {
      out[at] = data[at] < 0 ? data[at] : data[at] + offset;
    }
  }
  return out;
}

function edgeIndex(source?: NdArray, destination?: NdArray): GraphBatch["edge_index"] {
  if (source === undefined || destination === undefined) return null;
  const count = source.data.length;
  const data = new Int32Array(2 * count);
  data.set(source.data as Int32Array, 0);
  data.set(destination.data as Int32Array, count);
  return { data, shape: [2, count] };
}
