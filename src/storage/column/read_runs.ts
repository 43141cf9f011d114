/** Runs of equal numbers, and numbers packed bit by bit, as Parquet mixes them. @module */

/**
 * Reads so many numbers as there is room for.
 *
 * @param width the bits of a number, up to 32
 * @throws {RangeError} when there are fewer
 */
export function readRuns(
  bytes: Uint8Array,
  from: number,
  width: number,
  out: Uint8Array | Uint32Array,
): void {
  const size = (width + 7) >> 3;
  let at = from, seen = 0;
  while (seen < out.length) {
    let header = 0, byte = 0, shift = 0;
    do {
      if (at >= bytes.length) throw new RangeError("runs are cut short");
      byte = bytes[at++];
      header |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    const count = header >>> 1;
    if ((header & 1) === 0) {
      if (at + size > bytes.length) throw new RangeError("runs are cut short");
      let value = 0;
      for (let i = 0; i < size; i++) value |= bytes[at + i] << (8 * i);
      out.fill(value, seen, seen + count);
      seen += count;
      at += size;
      continue;
    }
    if (at + count * width > bytes.length) throw new RangeError("packed values are cut short");
    const last = Math.min(out.length, seen + 8 * count);
    if (width <= NARROW) readNarrow(bytes, at, width, out, seen, last);
    else {
      for (let i = seen, bit = 0; i < last; i++, bit += width) {
        out[i] = bitsAt(bytes, at, bit, width);
      }
    }
    seen = last;
    at += count * width;
  }
}

/** Bits of a number that can be taken from 31 bits, byte by byte. */
const NARROW = 24;

function readNarrow(
  bytes: Uint8Array,
  from: number,
  width: number,
  out: Uint8Array | Uint32Array,
  first: number,
  last: number,
): void {
  const mask = 2 ** width - 1;
  let held = 0, bits = 0, at = from;
  for (let i = first; i < last; i++) {
    for (; bits < width; bits += 8) held |= bytes[at++] << bits;
    out[i] = held & mask;
    held >>>= width;
    bits -= width;
  }
}

/** A number of some bits, which may lie in five bytes. */
function bitsAt(bytes: Uint8Array, at: number, bit: number, width: number): number {
  let value = 0;
  for (let done = 0; done < width;) {
    const [place, skip] = [at + ((bit + done) >> 3), (bit + done) & 7];
    const taken = Math.min(8 - skip, width - done);
    value |= ((bytes[place] >> skip) & ((1 << taken) - 1)) << done;
    done += taken;
  }
  return value >>> 0;
}
