/** Exports samples as safetensors: a file a subset, arrays end to end. @module */
import { join } from "node:path";
import type { DType } from "../../storage/array.ts";
import { arrayBytes } from "../../storage/array_type.ts";
import { FileWriter } from "../../storage/file_writer.ts";
import type { ExportedColumn, ExportPlan } from "./export_plan.ts";
import { blocksOf, type ExportedArray, readBlock } from "./read_block.ts";
import { inFileOrder, safetensorsHeader, type Tensor } from "./safetensors.ts";

/** Samples of which an array is read at once. */
const BLOCK = 256;

/** Writes `<subset>.safetensors`: each array, and in `offsets/...` where each sample begins. */
export async function writeSafetensors(plan: ExportPlan, folder: string): Promise<void> {
  const { arrays, columns, subsets, about } = plan;
  for (const [subset, samples] of subsets) {
    const tensors = [
      ...arrays.flatMap((array) => [arrayTensor(plan, array, samples), offsets(array, samples)]),
      ...columns.filter(({ name, type }) => name === "id" || isCode(name, type))
        .map((column) => columnTensor(column, samples)),
    ].filter((tensor) => tensor !== null);
    await writeTensors(join(folder, `${subset}.safetensors`), tensors, {
      trunnion: JSON.stringify(about),
    });
  }
}

/** Writes tensors into one file. */
export async function writeTensors(
  path: string,
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const ordered = inFileOrder(tensors);
  const out = new FileWriter(path);
  try {
    out.write(safetensorsHeader(ordered, metadata));
    for (const tensor of ordered) {
      for await (const part of tensor.parts()) out.write(part);
    }
    out.close();
  } finally {
    out.abandon();
  }
}

/** The rows of an array, those of all samples end to end. */
function arrayTensor(
  { reader }: ExportPlan,
  array: ExportedArray,
  samples: readonly number[],
): Tensor {
  const rows = rowsOf(array, samples).at(-1)!;
  return {
    name: array.key,
    dtype: array.dtype,
    shape: [rows, ...array.shape.slice(1)],
    async *parts() {
      for (const block of blocksOf(samples, BLOCK)) {
        yield arrayBytes((await readBlock(reader, array, block)).data);
      }
    },
  };
}

/** A tensor of whole numbers. */
export function integers(name: string, values: readonly number[], dtype: DType = "int64"): Tensor {
  const data = dtype === "int64" ? BigInt64Array.from(values, BigInt) : Int32Array.from(values);
  return { name, dtype, shape: [values.length], parts: () => [arrayBytes(data)] };
}

/** Where the rows of each sample begin, and the last end. */
export function rowsOf({ offsets }: ExportedArray, samples: readonly number[]): number[] {
  const begins = [0];
  for (const s of samples) begins.push(begins.at(-1)! + offsets[s + 1] - offsets[s]);
  return begins;
}

/** A column of numbers; -1 stands where a sample has none. */
export function columnTensor({ name, values }: ExportedColumn, samples: readonly number[]): Tensor {
  return integers(
    `infoset/${name}`,
    samples.map((s) => values[s] === null ? -1 : Number(values[s])),
  );
}

function offsets(array: ExportedArray, samples: readonly number[]): Tensor | null {
  if (array.oneASample) return null;
  return integers(`offsets/${array.key}`, rowsOf(array, samples));
}

function isCode(name: string, type: string): boolean {
  return name.endsWith("_code") && type === "int64";
}
