/**
 * Where each entity of a STEP file stands.
 *
 * @module
 */
import { EntityNumbers } from "./entity_numbers.ts";
import type { TypeTable } from "./type_table.ts";

/** Finds entities by number and by type. Filled once, by the scan. */
export class StepIndex {
  readonly #table: TypeTable;
  #count = 0;
  #ids: Int32Array;
  #starts: Uint32Array;
  #ends: Uint32Array;
  #kinds: Int32Array;
  /** Made when they are first asked for: readings that refuse a file ask for none. */
  #numbers: EntityNumbers | null = null;
  #byKind: { readonly positions: Int32Array; readonly offsets: Int32Array } | null = null;

  /**
   * @param table the kinds of entities
   * @param room entities that there is room for at first
   */
  constructor(table: TypeTable, room = 64) {
    this.#table = table;
    this.#ids = new Int32Array(room);
    this.#starts = new Uint32Array(room);
    this.#ends = new Uint32Array(room);
    this.#kinds = new Int32Array(room);
  }

  /** The number of entities. */
  get count(): number {
    return this.#count;
  }

  /** Adds the next entity of the file: from after its `=` to its `;`. */
  add(id: number, start: number, end: number, kind: number): void {
    const position = this.#count++;
    if (position === this.#ids.length) this.#grow();
    this.#ids[position] = id;
    this.#starts[position] = start;
    this.#ends[position] = end;
    this.#kinds[position] = kind;
  }

  /** The position among the file's entities, from 0, of the one with a number; -1 if none has. */
  find(id: number): number {
    return (this.#numbers ??= new EntityNumbers(this.#ids, this.#count)).find(id);
  }

  /** The number of the entity at a position. */
  id(position: number): number {
    return this.#ids[position];
  }

  /** The offset of the first byte after the `=` of the entity at a position. */
  start(position: number): number {
    return this.#starts[position];
  }

  /** The offset of the `;` of the entity at a position. */
  end(position: number): number {
    return this.#ends[position];
  }

  /** The types of the entity at a position: of a simple one, one. */
  types(position: number): readonly string[] {
    return this.#table.types(this.#kinds[position]);
  }

  /** How often each type occurs, the parts of complex entities counted each. */
  typeCounts(): Map<string, number> {
    const { offsets } = this.#kindsInOrder(), counts = new Map<string, number>();
    for (let kind = 0; kind < this.#table.size; kind++) {
      const count = offsets[kind + 1] - offsets[kind];
      if (count === 0) continue;
      for (const type of this.#table.types(kind)) counts.set(type, (counts.get(type) ?? 0) + count);
    }
    return counts;
  }

  /** The positions of the entities of any of these types, in the order of the file. */
  positionsOf(...types: readonly string[]): Int32Array {
    const { positions, offsets } = this.#kindsInOrder();
    const found: Int32Array[] = [];
    for (let kind = 0; kind < this.#table.size; kind++) {
      if (offsets[kind] === offsets[kind + 1]) continue;
      if (!this.#table.types(kind).some((type) => types.includes(type))) continue;
      found.push(positions.subarray(offsets[kind], offsets[kind + 1]));
    }
    if (found.length === 1) return found[0];
    const all = new Int32Array(found.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of found) {
      all.set(part, at);
      at += part.length;
    }
    return all.sort();
  }

  /**
   * The numbers of the entities of a type, in the order of the file. Where a number is given
   * twice, the first entity counts, as it does for the kernel.
   */
  ofType(type: string): number[] {
    const ids: number[] = [];
    for (const position of this.positionsOf(type)) {
      const id = this.#ids[position];
      if (this.find(id) === position) ids.push(id);
    }
    return ids;
  }

  /** The types of an entity, one if it is simple; null where there is none of that number. */
  typesOf(id: number): readonly string[] | null {
    const position = this.find(id);
    return position < 0 ? null : this.types(position);
  }

  /** The greatest number of an entity; 0 where there is none. */
  greatest(): number {
    return this.#ids.subarray(0, this.#count).reduce((greatest, id) => Math.max(greatest, id), 0);
  }

  /** Positions by their kinds, in the order of the file within each. */
  #kindsInOrder() {
    if (this.#byKind !== null) return this.#byKind;
    const count = this.#count, kinds = this.#kinds;
    const offsets = new Int32Array(this.#table.size + 1), positions = new Int32Array(count);
    for (let i = 0; i < count; i++) offsets[kinds[i] + 1]++;
    for (let kind = 1; kind < offsets.length; kind++) offsets[kind] += offsets[kind - 1];
    const next = offsets.slice();
    for (let i = 0; i < count; i++) positions[next[kinds[i]]++] = i;
    return this.#byKind = { positions, offsets };
  }

  #grow(): void {
    const room = 2 * this.#ids.length + 16;
    const grown = <T extends Int32Array | Uint32Array>(old: T, larger: T): T => {
      larger.set(old);
      return larger;
    };
    this.#ids = grown(this.#ids, new Int32Array(room));
    this.#starts = grown(this.#starts, new Uint32Array(room));
    this.#ends = grown(this.#ends, new Uint32Array(room));
    this.#kinds = grown(this.#kinds, new Int32Array(room));
  }
}
