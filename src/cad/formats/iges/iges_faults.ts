/**
 * What a kernel left out of an IGES file, or made of it that does not fit together.
 *
 * @module
 */
import type { Body } from "../../brep.ts";
import { DamagedGeometry } from "../../errors.ts";
import { faultOf } from "../brep/sound_body.ts";
import type { IgesEntity } from "./iges_entities.ts";
import { integerOf } from "./iges_tokens.ts";

/**
 * Checks that each face of the file has become one, with all its boundaries, and that what came
 * out of it fits together. A kernel leaves out what it does not understand and says nothing.
 *
 * @param lost the numbers of the entities that became no face
 * @throws {DamagedGeometry} where that is not so
 */
export function requireWhole(
  bodies: readonly Body[],
  entities: ReadonlyMap<number, IgesEntity>,
  lost: readonly number[],
  file: string,
): void {
  const refuse = (what: string, data: Record<string, unknown>) =>
    new DamagedGeometry(
      `Cannot read the file: of the geometry of its faces the kernel must make sound ones, and ` +
        `${what}. Export it again, or as STEP.`,
      { data: { file, ...data } },
    );
  if (lost.length > 0) {
    throw refuse(
      `of ${lost.length} it made none, of D${lost[0]} (type ${
        entities.get(lost[0])?.type
      }) for one`,
      { lost: lost.slice(0, 10), count: lost.length },
    );
  }
  for (const [number, { loops, isFlat }] of loopsByEntity(bodies)) {
    const stated = boundariesOf(entities.get(number)!);
    // Around a tube, two boundaries and a seam become one.
    const least = isFlat ? stated : Math.max(1, stated - 1);
    if (stated === 0 || loops >= least) continue;
    throw refuse(`the one of D${number} has ${loops} of ${stated} boundaries`, {
      entity: number,
      boundaries: stated,
      found: loops,
    });
  }
  for (const { index, brep } of bodies) {
    const fault = faultOf(brep);
    if (fault !== null) {
      throw refuse(`in body ${index} ${fault.sentence}`, { body: index, ...fault.data });
    }
  }
}

/** The loops that each entity's faces have together, and whether these are flat. */
function loopsByEntity(bodies: readonly Body[]) {
  const found = new Map<number, { loops: number; isFlat: boolean }>();
  for (const { brep } of bodies) {
    for (const { entityId, loops, surface } of brep.faces) {
      if (entityId === null) continue;
      const known = found.get(entityId) ?? { loops: 0, isFlat: surface.kind === "plane" };
      found.set(entityId, { ...known, loops: known.loops + loops.length });
    }
  }
  return found;
}

/** How many boundaries the file gives a face; 0 where those of its surface are all. */
function boundariesOf({ type, parameters }: IgesEntity): number {
  const p = (i: number) => integerOf(parameters[i - 1]);
  switch (type) {
    case 143:
      return p(3);
    case 144:
      return (p(2) === 0 ? 0 : 1) + p(3);
    case 510:
      return p(2);
    default:
      return 0;
  }
}
