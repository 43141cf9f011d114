/**
 * Where each entity of a STEP file stands.
 *
 * @module
 */

/** Finds entities by number and by type. Filled once, by the scan. */
export class StepIndex {
  readonly #ids: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #types: (string | readonly string[])[] = [];
  readonly #byType = new Map<string, number[]>();
  /** Made when the first entity is asked for: most readings ask for a few, some for none. */
  #positions: Map<number, number> | null = null;

  /** Adds the next entity of the file. */
  add(
    record: { readonly id: number; readonly start: number; readonly end: number },
    types: readonly string[],
  ): void {
    const position = this.#ids.length;
    this.#ids.push(record.id);
    this.#starts.push(record.start);
    this.#ends.push(record.end);
    this.#types.push(types.length === 1 ? types[0] : types);
    this.#positions = null;
    for (const type of types) {
      const positions = this.#byType.get(type);
      if (positions === undefined) this.#byType.set(type, [position]);
      else positions.push(position);
    }
  }

  /** The types that the file has, the parts of complex entities each. */
  types(): IterableIterator<string> {
    return this.#byType.keys();
  }

  /**
   * The numbers of the entities of a type, in the order of the file. Where a number is given
   * twice, the first entity counts, as it does for the kernel.
   */
  ofType(type: string): number[] {
    const first = this.#first();
    return (this.#byType.get(type) ?? [])
      .filter((position) => first.get(this.#ids[position]) === position)
      .map((position) => this.#ids[position]);
  }

  /** The type of an entity; of a complex one all its types; null where there is none. */
  typesOf(id: number): string | readonly string[] | null {
    const position = this.#first().get(id);
    return position === undefined ? null : this.#types[position];
  }

  /** The greatest number of an entity; 0 where there is none. */
  greatest(): number {
    return this.#ids.reduce((greatest, id) => Math.max(greatest, id), 0);
  }

  /** The offset of the `;` of the last entity; -1 where there is none. */
  end(): number {
    return this.#ends.at(-1) ?? -1;
  }

  /** From after the `=` to the `;` of an entity; null where there is none of that number. */
  range(id: number): { readonly start: number; readonly end: number } | null {
    const position = this.#first().get(id);
    if (position === undefined) return null;
    return { start: this.#starts[position], end: this.#ends[position] };
  }

  #first(): Map<number, number> {
    if (this.#positions === null) {
      this.#positions = new Map();
      // Backwards, so that the first of several remains.
      for (let i = this.#ids.length - 1; i >= 0; i--) this.#positions.set(this.#ids[i], i);
    }
    return this.#positions;
  }
}
