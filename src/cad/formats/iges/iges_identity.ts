/**
 * Which entities of an IGES file its bodies come from.
 *
 * @module
 */
import type { Body } from "../../brep.ts";
import type { IgesEntity } from "./iges_entities.ts";
import { igesColour, igesName } from "./iges_names.ts";
import { referencesOf } from "./iges_references.ts";

const SOLID = 186, SHELL = 514;

/**
 * Gives bodies and faces the names, colours and numbers of their entities. A body is known by the
 * shell that its first face is in, a solid by the solid of that shell.
 */
export function identifyIgesBodies(
  bodies: readonly Body[],
  entities: ReadonlyMap<number, IgesEntity>,
): Body[] {
  const shells = ownersOf(entities, SHELL), solids = ownersOf(entities, SOLID);
  return bodies.map((body) => {
    const [first] = body.brep.faces;
    const shell = body.kind === "face" ? undefined : shells.get(first.entityId ?? 0);
    const number = body.kind === "solid" ? solids.get(shell ?? 0) : shell;
    const own = number === undefined ? undefined : entities.get(number);
    const colour = own === undefined ? null : igesColour(entities, own);
    return {
      ...body,
      name: own === undefined ? null : igesName(entities, own),
      entityId: number ?? null,
      colour,
      brep: {
        ...body.brep,
        faces: body.brep.faces.map((face) => {
          const entity = entities.get(face.entityId ?? 0);
          if (entity === undefined) return face;
          const [name, shown] = [igesName(entities, entity), igesColour(entities, entity)];
          return { ...face, name, colour: shown ?? colour };
        }),
      },
    };
  });
}

/** What each entity is a part of, among those of a type. */
function ownersOf(
  entities: ReadonlyMap<number, IgesEntity>,
  type: number,
): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  for (const entity of entities.values()) {
    if (entity.type !== type) continue;
    for (const { to } of referencesOf(entity)) owners.set(to, entity.number);
  }
  return owners;
}
