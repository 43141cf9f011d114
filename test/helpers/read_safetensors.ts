/** Reads what is in a safetensors file: a header and the bytes. */
import { readFileSync } from "node:fs";

interface ReadTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const TYPES = { F32: Float32Array, I64: BigInt64Array, I32: Int32Array } as const;

/** The tensors by name, and the metadata. */
export function readSafetensors(path: string): {
  tensors: Record<string, ReadTensor>;
  metadata: Record<string, string>;
} {
  const bytes = new Uint8Array(readFileSync(path));
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const { __metadata__: metadata, ...header } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  );
  type Entry = { dtype: keyof typeof TYPES; shape: number[]; data_offsets: [number, number] };
  const tensors: Record<string, ReadTensor> = {};
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries<Entry>(header)) {
    const own = bytes.slice(8 + length + from, 8 + length + to).buffer;
    const type = TYPES[dtype];
    tensors[name] = { dtype, shape, values: Array.from(new type(own) as Int32Array, Number) };
  }
  return { tensors, metadata };
}
