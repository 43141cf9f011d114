/**
 * Whether the entities that the shapes of a STEP file are made of are all in it.
 *
 * @module
 */

/** A reference of a shape's entity to an entity that the file does not have. */
export interface DanglingReference {
  /** Number of the entity that refers. */
  readonly id: number;
  readonly type: string;
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

/** Collects which entities there are, and which those of shapes refer to. */
export class ReferenceCheck {
  readonly #defined = new Set<number>();
  readonly #targets: number[] = [];
  /** The entities that refer: where their references begin in `#targets`. */
  readonly #owners: { readonly id: number; readonly type: string; readonly start: number }[] = [];
  readonly #isShape = new Map<string, boolean>();
  #id = 0;
  #start = 0;

  /** Begins an entity. */
  begin(id: number): void {
    this.#defined.add(id);
    this.#id = id;
    this.#start = this.#targets.length;
  }

  /** Takes a reference of the entity. */
  add(target: number): void {
    this.#targets.push(target);
  }

  /** Ends the entity, whose types are now known. */
  end(names: readonly string[]): void {
    const type = names.find((name) => this.#shapeType(name));
    if (type === undefined) this.#targets.length = this.#start;
    else this.#owners.push({ id: this.#id, type, start: this.#start });
  }

  /** The first reference to an entity that was never begun. */
  firstDangling(): DanglingReference | null {
    const at = this.#targets.findIndex((target) => !this.#defined.has(target));
    if (at < 0) return null;
    const { id, type } = this.#owners.findLast(({ start }) => start <= at)!;
    return { id, type, missing: this.#targets[at] };
  }

  #shapeType(name: string): boolean {
    let known = this.#isShape.get(name);
    if (known === undefined) {
      known = SHAPE_TYPE.test(name) && !REMARK_TYPE.test(name);
      this.#isShape.set(name, known);
    }
    return known;
  }
}
