/**
 * Where each entity of a STEP file stands.
 *
 * @module
 */
import { EntityNumbers } from "./entity_numbers.ts";
import type { TypeTable } from "./type_table.ts";

const NONE = new Int32Array(0);

/** Positions by their kinds, in the order of the file within each. */
interface KindsInOrder {
  readonly positions: Int32Array;
  /** Where those of each kind begin; of the last one, where they end. */
  readonly offsets: Int32Array;
  /** The kinds of complex entities that there are any of. */
  readonly complex: readonly number[];
}

/** Finds entities by number and by type. Filled once, by the scan. */
export class StepIndex {
  readonly #table: TypeTable;
  #count = 0;
  /** Number, start, end and kind of each entity. */
  #entities: Int32Array;
  /** Made when they are first asked for: readings that refuse a file ask for none. */
  #numbers: EntityNumbers | null = null;
  #byKind: KindsInOrder | null = null;

  /**
   * @param table the kinds of entities
   * @param room entities that there is room for at first
   */
  constructor(table: TypeTable, room = 64) {
    this.#table = table;
    this.#entities = new Int32Array(4 * room);
  }

  /** The number of entities. */
  get count(): number {
    return this.#count;
  }

  /** Adds the next entity of the file: from after its `=` to its `;`. */
  add(id: number, start: number, end: number, kind: number): void {
    const at = 4 * this.#count++;
    if (at === this.#entities.length) this.#grow();
    const entities = this.#entities;
    entities[at] = id;
    entities[at + 1] = start;
    entities[at + 2] = end;
    entities[at + 3] = kind;
  }

  /** The position among the file's entities, from 0, of the one with a number; -1 if none has. */
  find(id: number): number {
    return (this.#numbers ??= new EntityNumbers(this.#entities, this.#count)).find(id);
  }

  /** The number of the entity at a position. */
  id(position: number): number {
    return this.#entities[4 * position];
  }

  /** The offset of the first byte after the `=` of the entity at a position. */
  start(position: number): number {
    return this.#entities[4 * position + 1];
  }

  /** The offset of the `;` of the entity at a position. */
  end(position: number): number {
    return this.#entities[4 * position + 2];
  }

  /** The types of the entity at a position: of a simple one, one. */
  types(position: number): readonly string[] {
    return this.#table.types(this.#entities[4 * position + 3]);
  }

  /**
   * How often each type occurs, the parts of complex entities counted each: in the order in which
   * the file has them first.
   */
  typeCounts(): Map<string, number> {
    const { positions, offsets } = this.#kindsInOrder(), counts = new Map<string, number>();
    const kinds = Array.from({ length: this.#table.size }, (_, kind) => kind)
      .filter((kind) => offsets[kind] < offsets[kind + 1])
      .sort((a, b) => positions[offsets[a]] - positions[offsets[b]]);
    for (const kind of kinds) {
      const count = offsets[kind + 1] - offsets[kind];
      for (const type of this.#table.types(kind)) counts.set(type, (counts.get(type) ?? 0) + count);
    }
    return counts;
  }

  /** Whether there is an entity of any of these types. */
  has(...types: readonly string[]): boolean {
    return this.positionsOf(...types).length > 0;
  }

  /** The positions of the entities of any of these types, in the order of the file. */
  positionsOf(...types: readonly string[]): Int32Array {
    const { positions, offsets, complex } = this.#kindsInOrder(), table = this.#table;
    const kinds: number[] = [];
    let count = 0;
    const add = (kind: number) => {
      if (kind < 0 || offsets[kind] === offsets[kind + 1]) return;
      kinds.push(kind);
      count += offsets[kind + 1] - offsets[kind];
    };
    for (const type of types) add(table.kindOf(type));
    for (const kind of complex) {
      if (table.types(kind).some((type) => types.includes(type))) add(kind);
    }
    if (count === 0) return NONE;
    const of = (kind: number) => positions.subarray(offsets[kind], offsets[kind + 1]);
    if (kinds.length === 1) return of(kinds[0]);
    const all = new Int32Array(count);
    let at = 0;
    for (const kind of kinds) {
      const part = of(kind);
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
      const id = this.id(position);
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
    let greatest = 0;
    for (let i = 0; i < this.#count; i++) greatest = Math.max(greatest, this.id(i));
    return greatest;
  }

  #kindsInOrder(): KindsInOrder {
    if (this.#byKind !== null) return this.#byKind;
    const count = this.#count, entities = this.#entities;
    const offsets = new Int32Array(this.#table.size + 1), positions = new Int32Array(count);
    for (let i = 0; i < count; i++) offsets[entities[4 * i + 3] + 1]++;
    for (let kind = 1; kind < offsets.length; kind++) offsets[kind] += offsets[kind - 1];
    const next = offsets.slice();
    for (let i = 0; i < count; i++) positions[next[entities[4 * i + 3]]++] = i;
    const complex: number[] = [];
    for (let kind = 0; kind < this.#table.size; kind++) {
      if (offsets[kind] < offsets[kind + 1] && this.#table.isComplex(kind)) complex.push(kind);
    }
    return this.#byKind = { positions, offsets, complex };
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#entities.length + 64);
    grown.set(this.#entities);
    this.#entities = grown;
  }
}
