/** Exports graphs of faces for PyTorch Geometric. @module */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { arrayBytes, elementCount } from "../../storage/array_type.ts";
import type { ExportPlan } from "./export_plan.ts";
import { PYG_DATASET } from "./pyg_dataset_py.ts";
import { blocksOf, type ExportedArray, readBlock } from "./read_block.ts";
import type { Tensor } from "./safetensors.ts";
import { columnTensor, integers, rowsOf, writeTensors } from "./write_safetensors.ts";

/** Samples of which arrays are read at once. */
const BLOCK = 256;
/** What faces and edges are known by, and no measure of their shape. */
const NO_FEATURE = /_(?:ids|indices|index)$/;

/**
 * Writes `<subset>.safetensors` with the tensors of PyTorch Geometric's `Data`, all graphs end to
 * end, and `pyg_dataset.py`, which cuts them apart.
 *
 * @param label the column of the infoset whose codes are `y`; none without it
 * @throws {UsageError} when the dataset has no graph, or no such label
 */
export async function writePyg(
  plan: ExportPlan,
  folder: string,
  label: string | null,
): Promise<void> {
  const { reader, arrays, columns, subsets, about } = plan;
  const graph = ["edges_source", "edges_destination", "num_nodes"].map((name) =>
    arrays.find(({ key }) => key === `graph/${name}`)
  );
  const [source, destination, nodes] = graph;
  if (source === undefined || destination === undefined || nodes === undefined) {
    throw new UsageError(
      `Cannot export '${reader.location}' for PyTorch Geometric: the group 'graph' must be there ` +
        "and among the groups that are exported",
    );
  }
  const code = label === null
    ? null
    : columns.find(({ name, type }) =>
      type === "int64" && (name === `${label}_code` || name === label)
    );
  if (code === undefined) {
    const codes = columns.flatMap(({ name }) => name.endsWith("_code") ? [name.slice(0, -5)] : []);
    throw new UsageError(
      `Cannot export the label '${label}': the infoset must have codes of it, found those of ` +
        `${codes.join(", ") || "nothing"}`,
    );
  }
  const faces = features(arrays, "face"), edges = features(arrays, "edge");
  for (const [subset, samples] of subsets) {
    const tensors = [
      joined(plan, "x", faces, samples),
      joined(plan, "edge_attr", edges, samples),
      edgeIndex(plan, [source, destination], samples),
      integers("offsets/x", rowsOf(faces[0], samples)),
      integers("offsets/edge_index", rowsOf(source, samples)),
      integers("id", samples),
      ...code === null ? [] : [{ ...columnTensor(code, samples), name: "y" }],
    ];
    const named = { x: columnNames(faces), edge_attr: columnNames(edges), y: label };
    await writeTensors(join(folder, `${subset}.safetensors`), tensors, {
      trunnion: JSON.stringify({ ...about, features: named }),
    });
  }
  writeFileSync(join(folder, "pyg_dataset.py"), PYG_DATASET);
}

/** The arrays of faces or edges with a number or a few a row. */
function features(arrays: readonly ExportedArray[], of: string): ExportedArray[] {
  const found = arrays.filter(({ group, dims, shape, name }) =>
    group === `${of}s` && dims[0] === of && shape.length <= 2 && !NO_FEATURE.test(name)
  );
  if (found.length > 0) return found;
  throw new UsageError(
    `Cannot export for PyTorch Geometric: the group '${of}s' must have features of each ${of}, ` +
      "and be among the groups that are exported",
  );
}

/** What each column of joined features is: an array's name, with its place where it has several. */
function columnNames(arrays: readonly ExportedArray[]): string[] {
  return arrays.flatMap(({ name, shape }) =>
    shape.length === 1 ? [name] : Array.from({ length: shape[1] }, (_, i) => `${name}[${i}]`)
  );
}

/** Several arrays beside each other, as float32. */
function joined(
  { reader }: ExportPlan,
  name: string,
  arrays: readonly ExportedArray[],
  samples: readonly number[],
): Tensor {
  const widths = arrays.map(({ shape }) => elementCount(shape.slice(1)));
  const width = widths.reduce((sum, one) => sum + one, 0);
  return {
    name,
    dtype: "float32",
    shape: [rowsOf(arrays[0], samples).at(-1)!, width],
    async *parts() {
      for (const block of blocksOf(samples, BLOCK)) {
        const read = await Promise.all(arrays.map((array) => readBlock(reader, array, block)));
        const rows = read[0].shape[0];
        const out = new Float32Array(rows * width);
        let first = 0;
        for (const [i, { data, shape }] of read.entries()) {
          if (shape[0] !== rows) {
            throw new UsageError(
              `Cannot join '${arrays[i].key}' with '${arrays[0].key}': they must have a row for ` +
                `each of the same things, found ${shape[0]} and ${rows}`,
            );
          }
          for (let row = 0; row < rows; row++) {
            for (let k = 0; k < widths[i]; k++) {
              out[row * width + first + k] = Number(data[row * widths[i] + k]);
            }
          }
          first += widths[i];
        }
        yield arrayBytes(out);
      }
    },
  };
}

/** From where, and to where: two rows. */
function edgeIndex(
  { reader }: ExportPlan,
  ends: readonly ExportedArray[],
  samples: readonly number[],
): Tensor {
  return {
    name: "edge_index",
    dtype: "int64",
    shape: [2, rowsOf(ends[0], samples).at(-1)!],
    async *parts() {
      for (const end of ends) {
        for (const block of blocksOf(samples, BLOCK)) {
          const { data } = await readBlock(reader, end, block);
          yield arrayBytes(BigInt64Array.from(data as Int32Array, (value) => BigInt(value)));
        }
      }
    },
  };
}
