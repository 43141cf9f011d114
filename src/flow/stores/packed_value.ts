/**
 * Values as JSON with what JSON cannot say: typed arrays, whose bytes lie beside it, and numbers,
 * dates and collections.
 *
 * @module
 */
import { buffers, zlib } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";
import { sha256 } from "../../base/sha256.ts";

/** Where the numbers of an array lie in the bytes beside the document. */
export interface PackedArray {
  /** The array's class: `"Float32Array"`. */
  readonly type: string;
  /** How many numbers. */
  readonly length: number;
  /** Where the first byte is. */
  readonly at: number;
  /**
   * Bytes of each packed block, of 64 KiB before it was packed; null where none is.
   */
  readonly blocks: readonly number[] | null;
}

/** A value as JSON, and the bytes that its arrays point into. */
interface PackedValue {
  readonly data: unknown;
  readonly arrays: readonly PackedArray[];
  readonly bytes: Uint8Array;
}

/** The typed arrays that can be kept. */
export type KeptArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

interface ArrayClass {
  new (buffer: ArrayBuffer): KeptArray;
  readonly BYTES_PER_ELEMENT: number;
}

/** Bytes that are packed at once, so that a slice unpacks no more than it needs. */
const BLOCK = 2 ** 16;
/** Values that may be nested in each other. */
const MOST_NESTED = 200;

const CLASSES: Readonly<Record<string, ArrayClass>> = {
  ...{ Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array },
  ...{ BigInt64Array, BigUint64Array, Float32Array, Float64Array },
};

/** The one key of an object that stands for something else. */
const MARK = /^\$(?:array|number|bigint|date|map|set|undefined|object)$/;

/**
 * Makes JSON of a value. Typed arrays become marks that point into `bytes`, and so does a `Buffer`.
 *
 * @param compress whether the bytes are deflated, in blocks
 * @throws UsageError for what would be lost: functions, symbols, instances of classes, circles
 */
export function packValue(attempt: string, value: unknown, compress: boolean): PackedValue {
  const arrays: PackedArray[] = [];
  const parts: Uint8Array[] = [];
  let at = 0;
  const above: unknown[] = [];
  const data = pack(value, "the value");
  return { data, arrays, bytes: joined(parts, at) };

  function pack(value: unknown, place: string): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: shown(value) };
      case "bigint":
        return { $bigint: String(value) };
      case "undefined":
        return { $undefined: true };
      case "object":
        return value === null ? null : packObject(value, place);
      default:
        throw unkept(attempt, place, typeof value);
    }
  }

  function packObject(value: object, place: string): unknown {
    if (above.includes(value)) throw unkept(attempt, place, "a circle: it holds itself");
    if (above.length >= MOST_NESTED) throw unkept(attempt, place, "nested more than 200 deep");
    above.push(value);
    try {
      if (ArrayBuffer.isView(value)) return packArray(value, place);
      if (Array.isArray(value)) {
        return Array.from(value, (item, i) => pack(item, `${place}[${i}]`));
      }
      if (value instanceof Date) return { $date: pack(value.getTime(), place) };
      if (value instanceof Map) {
        const entries = [...value].map(([key, item]) => [pack(key, place), pack(item, place)]);
        return { $map: entries };
      }
      if (value instanceof Set) return { $set: [...value].map((item) => pack(item, place)) };
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) {
        throw unkept(attempt, place, `an instance of ${value.constructor?.name || "a class"}`);
      }
      const entries = Object.entries(value)
        .map(([key, item]) => [key, pack(item, `${place}.${key}`)] as const);
      const plain = Object.fromEntries(entries);
      return entries.length === 1 && MARK.test(entries[0][0]) ? { $object: plain } : plain;
    } finally {
      above.pop();
    }
  }

  function packArray(value: ArrayBufferView, place: string): unknown {
    const type = value instanceof buffers().Buffer ? "Uint8Array" : value.constructor.name;
    if (!Object.hasOwn(CLASSES, type)) throw unkept(attempt, place, `a ${type}`);
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const length = value.byteLength / CLASSES[type].BYTES_PER_ELEMENT;
    const blocks = compress ? deflated(bytes) : null;
    arrays.push({ type, length, at, blocks: blocks?.map((block) => block.length) ?? null });
    for (const part of blocks ?? [bytes.slice()]) {
      parts.push(part);
      at += part.length;
    }
    return { $array: arrays.length - 1 };
  }
}

/**
 * The value again.
 *
 * @param arrayOf gives the array of a number
 */
export function unpackValue(data: unknown, arrayOf: (index: number) => unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => unpackValue(item, arrayOf));
  const entries = Object.entries(data);
  const mark = markOf(data);
  if (mark === null) {
    return Object.fromEntries(entries.map(([key, item]) => [key, unpackValue(item, arrayOf)]));
  }
  const [, item] = entries[0];
  switch (mark) {
    case "$array":
      return arrayOf(Number(item));
    case "$number":
      return Number(item);
    case "$bigint":
      return BigInt(item as string);
    case "$date":
      return new Date(Number(unpackValue(item, arrayOf)));
    case "$undefined":
      return undefined;
    case "$set":
      return new Set((item as unknown[]).map((one) => unpackValue(one, arrayOf)));
    case "$map":
      return new Map(
        (item as [unknown, unknown][]).map(([key, one]) => [
          unpackValue(key, arrayOf),
          unpackValue(one, arrayOf),
        ]),
      );
    default:
      return Object.fromEntries(
        Object.entries(item as object).map(([key, one]) => [key, unpackValue(one, arrayOf)]),
      );
  }
}

/** What an object of one key stands for; null where it is itself. */
export function markOf(data: object): string | null {
  const keys = Object.keys(data);
  return keys.length === 1 && MARK.test(keys[0]) ? keys[0] : null;
}

/** Which bytes hold the numbers of an array from `start` to `end`, before `end`. */
export function bytesOfSlice(array: PackedArray, start: number, end: number): [number, number] {
  const size = CLASSES[array.type].BYTES_PER_ELEMENT;
  if (array.blocks === null) return [array.at + start * size, array.at + end * size];
  const [first, last] = blocksOf(array, start, end);
  const before = (count: number) => array.blocks!.slice(0, count).reduce((a, b) => a + b, array.at);
  return [before(first), before(last)];
}

/** The numbers of an array from `start` to `end`, out of the bytes of {@linkcode bytesOfSlice}. */
export function sliceOf(
  array: PackedArray,
  bytes: Uint8Array,
  start: number,
  end: number,
): KeptArray {
  const Class = CLASSES[array.type];
  const size = Class.BYTES_PER_ELEMENT;
  // A Buffer's own slice would share what lies around it.
  if (array.blocks === null) return new Class(new Uint8Array(bytes).buffer);
  const [first, last] = blocksOf(array, start, end);
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const length of array.blocks.slice(first, last)) {
    parts.push(zlib().inflateRawSync(bytes.subarray(at, at + length), { maxOutputLength: BLOCK }));
    at += length;
  }
  const plain = joined(parts, parts.reduce((sum, { length }) => sum + length, 0));
  const from = start * size - first * BLOCK;
  return new Class(plain.slice(from, from + (end - start) * size).buffer);
}

/** Whether a description of an array can be trusted to be one. */
export function isPackedArray(found: unknown): found is PackedArray {
  if (typeof found !== "object" || found === null) return false;
  const { type, length, at, blocks } = found as Partial<PackedArray>;
  const whole = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  if (!Object.hasOwn(CLASSES, String(type)) || !whole(length) || !whole(at)) return false;
  if (blocks === null) return true;
  const bytes = length! * CLASSES[type!].BYTES_PER_ELEMENT;
  return Array.isArray(blocks) && blocks.every(whole) && blocks.length === Math.ceil(bytes / BLOCK);
}

/** A text that two values have alike where they are the same. */
export function textOfValue(value: unknown): string {
  const { data, arrays, bytes } = packValue("compare results", value, false);
  return `${canonical(data)} ${canonical(arrays)} ${sha256(bytes)}`;
}

function blocksOf(array: PackedArray, start: number, end: number): [number, number] {
  const size = CLASSES[array.type].BYTES_PER_ELEMENT;
  const first = Math.floor(start * size / BLOCK);
  return [first, start === end ? first : Math.ceil(end * size / BLOCK)];
}

function deflated(bytes: Uint8Array): Uint8Array[] {
  return Array.from(
    { length: Math.ceil(bytes.length / BLOCK) },
    (_, i) => zlib().deflateRawSync(bytes.subarray(i * BLOCK, (i + 1) * BLOCK)),
  );
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function shown(number: number): string {
  return Object.is(number, -0) ? "-0" : String(number);
}

function unkept(attempt: string, place: string, found: string): UsageError {
  return new UsageError(
    `Cannot ${attempt}: a result is made of plain objects, lists, texts, numbers, dates, maps, ` +
      `sets and typed arrays, found ${found} at ${place}. Make a plain object of it first.`,
    { data: { place, found } },
  );
}

/** JSON with keys in order, so that equal values have equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) => {
    const isPlain = typeof one === "object" && one !== null && !Array.isArray(one);
    return isPlain ? Object.fromEntries(Object.entries(one).sort(byKey)) : one;
  });
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
