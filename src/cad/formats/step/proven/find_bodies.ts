/**
 * The bodies of a STEP file, and where they stand.
 *
 * @module
 */
import type { BodyKind, Instance, Transform } from "../../../brep.ts";
import { inUnit } from "../../../assembly/same_place.ts";
import { compose } from "../../../geometry/transform.ts";
import type { StepPart, StepProducts } from "../step_assembly.ts";
import type { StepCursor } from "./step_cursor.ts";
import { Unproven } from "./unproven.ts";

/** Words in the types of items that have faces; what is read of them is told apart by its type. */
const FACED = /SOLID|BREP|SHELL|SURFACE|FACE|REPLICA|TESSELLAT|TRIANGULAT|PRIMITIVE|BLOCK|SPHERE/;
/** Items that the kernel makes shapes of, though no faces. */
const SHAPES_WITHOUT_FACES = new Set(["GEOMETRIC_CURVE_SET", "GEOMETRIC_SET"]);

/** Places that parts may have together. */
const MAX_PLACES = 1_000_000;

/** Where a part stands, and the first component on the way whose place is not told, if any is. */
interface Place {
  readonly transform: Transform | null;
  readonly unplaced: number | null;
}

/** A body as it is met on the walk over the products. */
interface FoundBody {
  /** The number of the item of a representation that it is, or is in. */
  readonly item: number;
  readonly kind: BodyKind;
  readonly shells: readonly number[];
  readonly instances: Instance[];
}

/**
 * Walks over the products of a file, and tells each body once, with all its places.
 *
 * @param unit millimetres in the unit that places are wanted in
 * @throws {Unproven} where an item is of a kind that is not read, or a place is not told
 */
export function findBodies(
  cursor: StepCursor,
  { roots }: StepProducts,
  unit: number,
): Iterable<FoundBody> {
  const found = new Map<number, FoundBody>();
  const add = (
    id: number,
    item: number,
    kind: BodyKind,
    shells: readonly number[],
    { transform, unplaced }: Place,
    path: readonly number[],
  ) => {
    if (unplaced !== null) throw new Unproven("a place that is not told", unplaced);
    let body = found.get(id);
    if (body === undefined) found.set(id, body = { item, kind, shells, instances: [] });
    body.instances.push({ transform: inUnit(transform, unit), path });
  };
  const open = new Set<StepPart>();
  let places = 0;
  const visit = (part: StepPart, place: Place, path: readonly number[]) => {
    if (open.has(part)) throw new Unproven("a part inside of itself", part.id);
    if (++places > MAX_PLACES) throw new Unproven("more places than are read", part.id);
    open.add(part);
    const items = part.items.filter((item) =>
      SHAPES_WITHOUT_FACES.has(cursor.type(item)) ||
      cursor.types(item).some((type) => FACED.test(type))
    );
    // What is alone in its part is the part.
    const isAlone = items.length + part.components.length === 1;
    let position = 0;
    for (const item of items) {
      const type = cursor.open(item);
      const at = isAlone ? path : [...path, position++];
      if (SHAPES_WITHOUT_FACES.has(type)) continue;
      cursor.skipText();
      if (type === "MANIFOLD_SOLID_BREP" || type === "FACETED_BREP") {
        add(item, item, "solid", [cursor.reference()], place, at);
      } else if (type === "BREP_WITH_VOIDS") {
        add(item, item, "solid", [cursor.reference(), ...cursor.references()], place, at);
      } else if (type === "SHELL_BASED_SURFACE_MODEL") {
        for (const shell of cursor.references()) add(shell, item, "shell", [shell], place, at);
      } else throw new Unproven(`an item of the kind ${type}`, item);
    }
    for (const { part: inner, id, transform: own, isPlaced } of part.components) {
      const inside = {
        transform: compose(place.transform, own),
        unplaced: place.unplaced ?? (isPlaced ? null : id),
      };
      const isWhole = isAlone && cursor.type(id) === "MAPPED_ITEM";
      visit(inner, inside, isWhole ? path : [...path, position++]);
    }
    open.delete(part);
  };
  roots.forEach((root, i) =>
    visit(root, { transform: null, unplaced: null }, roots.length > 1 ? [i] : [])
  );
  return found.values();
}
