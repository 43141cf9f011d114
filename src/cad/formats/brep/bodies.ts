/**
 * The distinct bodies of a B-Rep tree, and where they stand.
 *
 * @module
 */
import { TrunnionError } from "../../../base/errors.ts";
import type { Body, BodyKind, Instance } from "../../brep.ts";
import { BodyBuilder, type FaceIdentities } from "./body_builder.ts";
import type { GroupShape, ShapeRef, ShapeTree } from "./brep_tree.ts";

/** A body as it is met on the walk: what it is made of and its places so far. */
interface Found {
  readonly kind: BodyKind;
  /** The solids, shells or faces that it consists of, in its own coordinates. */
  readonly parts: readonly ShapeRef[];
  readonly instances: Instance[];
  /** The locations of the instances. */
  readonly locations: Set<number>;
}

/** Places that a file can have: nesting that doubles and doubles again is damage, or malice. */
const MAX_PLACES = 2_000_000;

/**
 * Finds the distinct bodies below the root of a tree, in the order in which they are first met.
 *
 * - A solid is a body of the kind `"solid"`; a shell outside of any solid one of the kind
 *   `"shell"`. Faces that are in neither are `"face"`: those directly in one compound are
 *   **one** body, since a surface model's patches are written that way, and one patch each would
 *   be a graph of a single node.
 * - A body is known by its shape without its place: what stands in several places, turned or
 *   mirrored, is one body with several instances. Its coordinates are those of the shape itself,
 *   taken as forward. Twice in the very same place is once: files that say everything twice do
 *   not have twice the matter.
 * - Faces are distinct by shape and location, edges and vertices too. Edges that lie inside a
 *   face and bound nothing (internal and external ones) are left out. Bodies without a face are
 *   not bodies.
 *
 * @param faceIds the entity number of each distinct face below the root, in the order in which a
 * depth-first walk first meets them; 0 where it is not known. Null where no face has one
 * @param faceNames the names of faces by entity number
 * @throws {TrunnionError} if the number of ids is not that of the faces: ids that are shifted
 * would be wrong labels
 */
export function bodiesOf(
  tree: ShapeTree,
  faceIds: Int32Array | null,
  faceNames?: ReadonlyMap<number, string>,
): Body[] {
  const identities = faceIds === null ? () => NAMELESS : identitiesOf(tree, faceIds, faceNames);
  const bodies: Body[] = [];
  for (const { kind, parts, instances } of findBodies(tree)) {
    const brep = new BodyBuilder(tree, identities).build(parts);
    if (brep.faces.length === 0) continue;
    bodies.push({ index: bodies.length, kind, name: null, brep, instances });
  }
  return bodies;
}

const NAMELESS = { entityId: null, name: null };

function identitiesOf(
  tree: ShapeTree,
  faceIds: Int32Array,
  faceNames?: ReadonlyMap<number, string>,
): FaceIdentities {
  const ordinals = faceOrdinals(tree);
  if (ordinals.size !== faceIds.length) {
    throw new TrunnionError(
      `Cannot attach entity numbers to faces: there must be one for each distinct face, ` +
        `found ${faceIds.length} for ${ordinals.size} faces`,
      { data: { faces: ordinals.size, ids: faceIds.length } },
    );
  }
  return (shape) => {
    const id = faceIds[ordinals.get(shape)!];
    return { entityId: id === 0 ? null : id, name: id === 0 ? null : faceNames?.get(id) ?? null };
  };
}

/** The position of each face shape in the order of a depth-first walk from the root. */
function faceOrdinals(tree: ShapeTree): Map<number, number> {
  const ordinals = new Map<number, number>();
  const seen = new Set<number>();
  const visit = (index: number) => {
    // A shape's faces are all met when it is first walked through.
    if (seen.has(index)) return;
    seen.add(index);
    const shape = tree.shapes[index];
    if (shape.kind === "face") ordinals.set(index, ordinals.size);
    else if (isGroup(shape.kind)) { for (const child of shape.children) visit(child.shape); }
  };
  visit(tree.root.shape);
  return ordinals;
}

function findBodies(tree: ShapeTree): Iterable<Found> {
  const found = new Map<number, Found>();
  let places = 0;
  const add = (
    key: number,
    kind: BodyKind,
    parts: readonly ShapeRef[],
    location: number,
    path: readonly number[],
  ) => {
    let body = found.get(key);
    if (body === undefined) {
      found.set(key, body = { kind, parts, instances: [], locations: new Set() });
    }
    if (body.locations.has(location)) return;
    body.locations.add(location);
    body.instances.push({ transform: tree.locations.matrix(location), path });
  };
  const visit = (ref: ShapeRef, outer: number, path: readonly number[]) => {
    const location = tree.locations.compose(outer, ref.location);
    const shape = tree.shapes[ref.shape];
    if (++places > MAX_PLACES) {
      throw new TrunnionError(
        `Cannot list the bodies: an assembly may have at most ${MAX_PLACES} places, found more; ` +
          `its parts are nested in one another too often`,
        { data: { limit: MAX_PLACES } },
      );
    }
    const itself: ShapeRef = { shape: ref.shape, location: 0, orientation: "forward" };
    if (shape.kind === "solid" || shape.kind === "shell") {
      add(ref.shape, shape.kind, [itself], location, path);
    } else if (shape.kind === "face") {
      add(ref.shape, "face", [itself], location, path);
    } else if (shape.kind === "compound" || shape.kind === "compsolid") {
      const faces = shape.children.filter((child) => tree.shapes[child.shape].kind === "face");
      if (faces.length > 0) add(ref.shape, "face", faces, location, path);
      shape.children.forEach((child, i) => {
        if (tree.shapes[child.shape].kind !== "face") visit(child, location, [...path, i]);
      });
    }
  };
  visit(tree.root, 0, []);
  return found.values();
}

function isGroup(kind: string): kind is GroupShape["kind"] {
  return kind === "compound" || kind === "compsolid" || kind === "solid" || kind === "shell";
}
