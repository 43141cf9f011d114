/**
 * Whether the entities that the shapes of a STEP file are made of are all in it.
 *
 * @module
 */
import type { StepIndex } from "./step_index.ts";
import type { TypeTable } from "./type_table.ts";
import { USUAL_TYPES } from "./usual_types.ts";

/** A reference of a shape's entity to an entity that the file does not have. */
export interface DanglingReference {
  /** Number of the entity that refers. */
  readonly id: number;
  readonly type: string;
  /** Its position among the file's entities, from 0. */
  readonly position: number;
  /** Number of the entity that is missing. */
  readonly missing: number;
}

/** The words in the names of the types that shapes and assemblies are made of. */
const SHAPE_WORDS = [
  ..."FACE SHELL LOOP BOUND EDGE VERTEX BREP SOLID".split(" "),
  ..."SURFACE PLANE CURVE PCURVE LINE POLYLINE CIRCLE ELLIPSE HYPERBOLA PARABOLA".split(" "),
  ..."POINT DIRECTION VECTOR PLACEMENT AXIS1 AXIS2".split(" "),
  ..."MAPPED_ITEM REPRESENTATION_MAP SHAPE_REPRESENTATION ITEM_DEFINED_TRANSFORMATION".split(" "),
];
const SHAPE_TYPE = new RegExp(`(^|_)(${SHAPE_WORDS.join("|")})(_|$)`);

/** What is said about shapes, in which a missing entity does no harm to them. */
const REMARK_TYPE =
  /STYLE|(^|_)PRESENTATION|ANNOTATION|TESSELLATED|PROPERTY|DIMENSION|TOLERANCE|COLOUR/;

const isShapeType = (type: string) => SHAPE_TYPE.test(type) && !REMARK_TYPE.test(type);

/** What is known of the usual types. */
const USUAL = USUAL_TYPES.map((type) => isShapeType(type) ? 1 : 2);

/** Collects what the entities of shapes refer to. */
export class ReferenceCheck {
  readonly #table: TypeTable;
  /** By kind: 1 for one of shapes, 2 for another; of rare ones 0, where it is not known yet. */
  readonly #known: number[] = [...USUAL];
  /** What is referred to; behind the references of each entity its position, inverted. */
  #list = new Int32Array(1024);
  #count = 0;
  /** Where the references of the entity that is open begin. */
  #start = 0;

  /** @param table the kinds of entities */
  constructor(table: TypeTable) {
    this.#table = table;
  }

  /** Takes a reference of the entity that is open, to a number of at most 31 bits. */
  add(target: number): void {
    if (this.#count === this.#list.length) {
      const grown = new Int32Array(2 * this.#count);
      grown.set(this.#list);
      this.#list = grown;
    }
    this.#list[this.#count++] = target;
  }

  /** Ends an entity, whose kind is now known, and opens the next one. */
  end(position: number, kind: number): void {
    if (this.#count === this.#start) return;
    if ((this.#known[kind] || this.#look(kind)) === 1) this.add(~position);
    else this.#count = this.#start;
    this.#start = this.#count;
  }

  /** The first reference to an entity that the file does not have. */
  firstDangling(index: StepIndex): DanglingReference | null {
    const list = this.#list, end = this.#start;
    let at = 0;
    while (at < end && (list[at] < 0 || index.find(list[at]) >= 0)) at++;
    if (at === end) return null;
    const position = ~list.subarray(at).find((target) => target < 0)!;
    const type = index.types(position).find(isShapeType)!;
    return { id: index.id(position), position, type, missing: list[at] };
  }

  #look(kind: number): number {
    return this.#known[kind] = this.#table.types(kind).some(isShapeType) ? 1 : 2;
  }
}
