/**
 * The entities of a STEP file as values, each read when it is first asked for.
 *
 * @module
 */
import { MalformedStep } from "../../../errors.ts";
import type { NameEncoding } from "./name_encoding.ts";
import { lineOf } from "./step_bytes.ts";
import type { StepIndex } from "./step_index.ts";
import { readFirstText, readParameters, type StepValue } from "./step_value.ts";
import { TextReader } from "./text_reader.ts";

/** One entity: the parameters of its type; of a complex entity, those of each of its types. */
interface StepEntity {
  readonly id: number;
  readonly parts: ReadonlyMap<string, readonly StepValue[]>;
}

/** Bytes of an entity whose values are read: they take some thirty times as much memory. */
const MOST_BYTES = 2 ** 23;

/**
 * Reads entities by number and by type.
 *
 * Each method throws `MalformedStep` for an entity that is larger than any that means something.
 */
export class StepEntities {
  readonly #reader: TextReader;
  /** Where the entities stand. */
  readonly index: StepIndex;
  readonly #encoding: NameEncoding | null;
  readonly #read = new Map<number, StepEntity | null>();

  /** @param encoding that of strings; null for what each one looks like */
  constructor(bytes: Uint8Array, index: StepIndex, encoding: NameEncoding | null = null) {
    this.#reader = new TextReader(bytes);
    this.#encoding = encoding;
    this.index = index;
  }

  /** The entity of a number; null where there is none. */
  get(id: number | null): StepEntity | null {
    if (id === null) return null;
    let entity = this.#read.get(id);
    if (entity === undefined) {
      const position = this.index.find(id);
      if (position < 0) entity = null;
      else {
        this.#open(position);
        const types = this.index.types(position), type = types.length === 1 ? types[0] : null;
        entity = { id, parts: readParameters(this.#reader, this.#encoding, type) };
      }
      this.#read.set(id, entity);
    }
    return entity;
  }

  /**
   * The name of a representation item, without reading the rest of it: its first parameter, or
   * that of its part `REPRESENTATION_ITEM`. `""` where there is none.
   */
  name(id: number): string {
    const position = this.index.find(id);
    if (position < 0) return "";
    if (this.index.types(position).length !== 1) {
      const [name] = this.parameters(id, "REPRESENTATION_ITEM") ?? [];
      return name?.kind === "string" ? name.text : "";
    }
    this.#open(position);
    return readFirstText(this.#reader, this.#encoding);
  }

  #open(position: number): void {
    const reader = this.#reader, start = this.index.start(position), end = this.index.end(position);
    reader.open(start, end);
    if (end - start <= MOST_BYTES) return;
    const id = this.index.id(position), line = lineOf(reader.bytes, start);
    throw new MalformedStep(
      `Cannot read the file: an entity may have at most ${MOST_BYTES} bytes, and #${id} (line ` +
        `${line}) has ${end - start}. Export its parts as files of their own.`,
      { data: { id, line, bytes: end - start } },
    );
  }

  /**
   * The entities of a type, in the order of the file. In a damaged file a type may stand in an
   * entity without the parentheses of its parameters: that is none of it.
   */
  ofType(type: string): StepEntity[] {
    return this.index.ofType(type).flatMap((id) => {
      const entity = this.get(id);
      return entity?.parts.has(type) ? [entity] : [];
    });
  }

  /**
   * The parameters of an entity of one of these types; null where it is of none.
   *
   * @example A placement's origin
   * ```ts ignore
   * const [name, location] = entities.parameters(12, "AXIS2_PLACEMENT_3D") ?? [];
   * ```
   */
  parameters(id: number | null, ...types: readonly string[]): readonly StepValue[] | null {
    // What is of none is not read for that.
    const own = id === null ? null : this.index.typesOf(id);
    if (own === null || !own.some((type) => types.includes(type))) return null;
    const { parts } = this.get(id)!;
    const type = types.find((type) => parts.has(type));
    return type === undefined ? null : parts.get(type)!;
  }
}
