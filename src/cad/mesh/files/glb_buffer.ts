/**
 * The one binary buffer of a GLB, and what stands where in it.
 *
 * @module
 */

/** What glTF calls types of numbers and of buffers. */
const UNSIGNED_BYTE = 5121, UNSIGNED_SHORT = 5123, UNSIGNED_INT = 5125, FLOAT = 5126;
const VERTICES = 34962, INDICES = 34963;

/** Puts arrays one after the other; each method gives the number of the array's accessor. */
export class GlbBuffer {
  readonly #accessors: object[] = [];
  readonly #views: object[] = [];
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  /** Three numbers a vertex, with the least and the greatest of each. */
  vectors(data: Float32Array): number {
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
    data.forEach((value, i) => {
      low[i % 3] = Math.min(low[i % 3], value);
      high[i % 3] = Math.max(high[i % 3], value);
    });
    return this.#add(data, FLOAT, "VEC3", VERTICES, { min: low, max: high });
  }

  scalars(data: Float32Array): number {
    return this.#add(data, FLOAT, "SCALAR", VERTICES, {});
  }

  colours(data: Uint8Array): number {
    return this.#add(data, UNSIGNED_BYTE, "VEC4", VERTICES, { normalized: true });
  }

  indices(data: Uint32Array): number {
    // The greatest of a short stands for something else.
    return data.every((index) => index < 0xffff)
      ? this.#add(Uint16Array.from(data), UNSIGNED_SHORT, "SCALAR", INDICES, {})
      : this.#add(data, UNSIGNED_INT, "SCALAR", INDICES, {});
  }

  finish(): { accessors: object[]; bufferViews: object[]; bytes: Uint8Array } {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += aligned(chunk.length);
    }
    return { accessors: this.#accessors, bufferViews: this.#views, bytes };
  }

  #add(
    data: Float32Array | Uint8Array | Uint16Array | Uint32Array,
    componentType: number,
    type: "SCALAR" | "VEC3" | "VEC4",
    target: number,
    more: object,
  ): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const width = type === "SCALAR" ? 1 : type === "VEC3" ? 3 : 4;
    const bufferView = this.#views.push({
      buffer: 0,
      byteOffset: this.#length,
      byteLength: bytes.length,
      target,
    }) - 1;
    this.#chunks.push(bytes);
    this.#length += aligned(bytes.length);
    const count = data.length / width;
    return this.#accessors.push({ bufferView, componentType, type, count, ...more }) - 1;
  }
}

/** Arrays begin at multiples of four bytes. */
function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}
