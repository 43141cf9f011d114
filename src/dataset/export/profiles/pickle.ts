/**
 * Values as Python's pickles, of protocol 3: what published code opens with `pickle.load`. There is
 * no library on npm that writes NumPy's arrays into one.
 *
 * Source: https://github.com/python/cpython/blob/main/Lib/pickletools.py
 *
 * @module
 */
import type { DType, NdArray } from "../../../storage/array.ts";
import { arrayBytes, dtypeOf } from "../../../storage/array_type.ts";

/** A value that can be pickled: arrays become NumPy's, maps dictionaries in their order. */
export type PickleValue =
  | number
  | string
  | NdArray
  | readonly PickleValue[]
  | ReadonlyMap<string, PickleValue>;

/** NumPy's names of the types of numbers, and their order of bytes. */
const TYPES: Readonly<Record<DType, readonly [name: string, order: "<" | "|"]>> = {
  float32: ["f4", "<"],
  float64: ["f8", "<"],
  int8: ["i1", "|"],
  uint8: ["u1", "|"],
  int16: ["i2", "<"],
  uint16: ["u2", "<"],
  int32: ["i4", "<"],
  uint32: ["u4", "<"],
  int64: ["i8", "<"],
};

const PROTOCOL = Uint8Array.of(0x80, 3);
const END = bytesOf(".");

/** A value as the bytes of a pickle. */
export function pickled(value: PickleValue): Uint8Array {
  const parts: Uint8Array[] = [PROTOCOL];
  push(parts, value);
  parts.push(END);
  return joined(parts);
}

/** A list as the bytes of a pickle, item by item: more than there is room for in memory. */
export async function* pickledList(items: AsyncIterable<PickleValue>): AsyncGenerator<Uint8Array> {
  yield joined([PROTOCOL, bytesOf("]")]);
  for await (const item of items) {
    const parts: Uint8Array[] = [];
    push(parts, item);
    parts.push(bytesOf("a"));
    yield joined(parts);
  }
  yield END;
}

function push(parts: Uint8Array[], value: PickleValue): void {
  if (typeof value === "number") pushNumber(parts, value);
  else if (typeof value === "string") pushText(parts, value);
  else if (value instanceof Map) {
    parts.push(bytesOf("}("));
    for (const [key, item] of value) {
      pushText(parts, key);
      push(parts, item);
    }
    parts.push(bytesOf("u"));
  } else if (Array.isArray(value)) {
    parts.push(bytesOf("](")); // an empty list, to which all up to here is appended
    for (const item of value) push(parts, item);
    parts.push(bytesOf("e"));
  } else pushArray(parts, value as NdArray);
}

/** As `numpy.ndarray.__reduce__` has it: an array of nothing, then its state. */
function pushArray(parts: Uint8Array[], { data, shape }: NdArray): void {
  const [name, order] = TYPES[dtypeOf(data)!];
  parts.push(bytesOf("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n"));
  pushNumber(parts, 0);
  parts.push(bytesOf("\x85C\x01b\x87R(K\x01(")); // (0,), b"b", called; the state: version 1
  for (const size of shape) pushNumber(parts, size);
  parts.push(bytesOf("tcnumpy\ndtype\n"));
  pushText(parts, name);
  parts.push(bytesOf("\x89\x88\x87R(K\x03")); // False, True, called; its state: version 3
  pushText(parts, order);
  parts.push(bytesOf("NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89B"));
  parts.push(littleEndian(data.byteLength), arrayBytes(data), bytesOf("tb"));
}

function pushNumber(parts: Uint8Array[], value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    parts.push(bytesOf("J"), littleEndian(value));
    return;
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  parts.push(bytesOf("G"), bytes);
}

function pushText(parts: Uint8Array[], text: string): void {
  const bytes = new TextEncoder().encode(text);
  parts.push(bytesOf("X"), littleEndian(bytes.length), bytes);
}

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

/** A byte a character: the codes of a pickle's machine. */
function bytesOf(codes: string): Uint8Array {
  return Uint8Array.from(codes, (code) => code.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
