/**
 * Tensors in one file: the safetensors format, a header of JSON and the bytes. The libraries for it
 * on npm read it; a file is written here from parts that come one after the other.
 *
 * Source: https://github.com/huggingface/safetensors#format
 *
 * @module
 */
import type { DType } from "../../storage/array.ts";
import { bytesPerElement, elementCount } from "../../storage/array_type.ts";

const TYPES: Readonly<Record<DType, string>> = {
  float32: "F32",
  float64: "F64",
  int8: "I8",
  uint8: "U8",
  int16: "I16",
  uint16: "U16",
  int32: "I32",
  uint32: "U32",
  int64: "I64",
};

/** A tensor that is going to be written. */
export interface Tensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Its bytes, in parts. */
  parts(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The tensors by the size of their numbers, so that each lies where its type may lie. */
export function inFileOrder(tensors: readonly Tensor[]): Tensor[] {
  return [...tensors].sort((a, b) => bytesPerElement(b.dtype) - bytesPerElement(a.dtype));
}

/** What a file of these tensors, in this order, begins with. */
export function safetensorsHeader(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let at = 0;
  for (const { name, dtype, shape } of tensors) {
    const end = at + elementCount(shape) * bytesPerElement(dtype);
    header[name] = { dtype: TYPES[dtype], shape, data_offsets: [at, end] };
    at = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / 8) * 8;
  const out = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(out.buffer).setBigUint64(0, BigInt(length), true);
  out.set(text, 8);
  return out;
}
