/**
 * Runs of equal numbers, and numbers packed bit by bit, as Parquet mixes them. hyparquet-writer
 * writes the same bytes, one by one: 160,000 numbers take it 15 ms when it does so first, and twice
 * as much on other threads, which compile it. These loops are short.
 *
 * @module
 */

/** Equal numbers that become a run. */
const RUN = 8;
/** Bytes that a number takes at most, runs and packed ones by turns. */
const MOST_BYTES = 5;
/** Bytes beside them, of the last numbers. */
const REST = 64;

/**
 * The runs of some numbers.
 *
 * @param width the bits of a number
 */
export function runsOf(values: Uint8Array | Int32Array, width: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(MOST_BYTES * values.length + REST);
  let at = 0, packed = -1; // the first number that is to be packed
  let i = 0;
  const pack = () => {
    const groups = Math.ceil((i - packed) / RUN);
    at = putVarInt(out, at, groups * 2 + 1);
    packBits(values, packed, Math.min(values.length, i), width, out, at);
    at += groups * width;
    packed = -1;
  };
  while (i < values.length) {
    const count = runLength(values, i);
    if (count < RUN) {
      if (packed < 0) packed = i;
      i += RUN;
      continue;
    }
    if (packed >= 0) pack();
    at = putRun(out, at, values[i], count, width);
    i += count;
  }
  if (packed >= 0) pack();
  return out.slice(0, at);
}

/** The runs of a number that comes so many times. */
export function runOf(value: 0 | 1, count: number): Uint8Array<ArrayBuffer> {
  if (count < RUN) return runsOf(new Uint8Array(count).fill(value), 1);
  const out = new Uint8Array(REST);
  return out.slice(0, putRun(out, 0, value, count, 1));
}

function runLength(values: Uint8Array | Int32Array, first: number): number {
  const value = values[first];
  let end = first + 1;
  while (end < values.length && values[end] === value) end++;
  return end - first;
}

function putRun(out: Uint8Array, from: number, value: number, count: number, width: number) {
  let at = putVarInt(out, from, count * 2);
  for (let bit = 0; bit < width; bit += 8) out[at++] = value >> bit;
  return at;
}

function putVarInt(out: Uint8Array, from: number, value: number): number {
  let at = from;
  for (; value >= 0x80; value = Math.floor(value / 0x80)) out[at++] = (value & 0x7f) | 0x80;
  out[at++] = value;
  return at;
}

/** Packs numbers bit by bit; those that are left to a whole group are 0. */
function packBits(
  values: Uint8Array | Int32Array,
  first: number,
  behind: number,
  width: number,
  out: Uint8Array,
  from: number,
): void {
  let held = 0, bits = 0, at = from;
  for (let i = first; i < behind; i++) {
    held |= values[i] << bits;
    bits += width;
    for (; bits >= 8; bits -= 8) {
      out[at++] = held;
      held >>>= 8;
    }
  }
  if (bits > 0) out[at] = held;
}
