/**
 * A limit to the memory of a WebAssembly instance.
 *
 * @module
 */

/** How far a memory may grow, and whether it wanted to grow further. */
export class MemoryLimit {
  readonly maxBytes: number;
  #refused = false;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /**
   * Whether growth was refused. What the instance gives from then on is not to be trusted: code
   * that gets no memory may leave parts out and go on.
   */
  get refused(): boolean {
    return this.#refused;
  }

  /** Takes note of a refusal. */
  refuse(): void {
    this.#refused = true;
  }
}

const PAGE_BYTES = 65536;

/**
 * Puts the limit into an instance that Emscripten has compiled to grow by its import: there the
 * memory grows by a call of JavaScript, and what that throws is an allocation that fails.
 *
 * @throws {TypeError} where the instance exports no memory
 */
export function limitMemory({ exports }: WebAssembly.Instance, limit: MemoryLimit): void {
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  if (memory === undefined) throw new TypeError("Cannot limit an instance that exports no memory");
  const grow = (pages: number): number => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES > limit.maxBytes) {
      limit.refuse();
      throw new RangeError(`The memory may have ${limit.maxBytes} bytes`);
    }
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
  Object.defineProperty(memory, "grow", { value: grow });
}
