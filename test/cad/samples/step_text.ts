/** Reads what the tests ask of a STEP file with patterns alone, without the code under test. */

/** A face entity and the entity of its surface. */
export interface StepFace {
  readonly id: number;
  /** E.g. `"CYLINDRICAL_SURFACE"`. */
  readonly surface: string;
  /** The numbers at the end of the surface entity: a cylinder's radius. */
  readonly numbers: readonly number[];
}

/** The entities of a file by number: type and arguments. */
function entitiesOf(text: string): Map<number, { type: string; body: string }> {
  const joined = text.replaceAll(/\s+/g, " ");
  const found = joined.matchAll(/#(\d+) ?= ?([A-Z0-9_]+) ?\((.*?)\) ?;/g);
  return new Map([...found].map(([, id, type, body]) => [Number(id), { type, body }]));
}

/** All faces of a file, by entity number. */
export function stepFaces(text: string): Map<number, StepFace> {
  const entities = entitiesOf(text);
  const faces = [...entities].filter(([, { type }]) => type === "ADVANCED_FACE");
  return new Map(faces.map(([id, { body }]) => {
    const surface = Number(/, ?#(\d+) ?, ?\.[TF]\./.exec(body)?.[1]);
    const entity = entities.get(surface);
    if (!entity) throw new Error(`face #${id} has no surface`);
    const numbers = entity.body.split(",").slice(2).map(Number);
    return [id, { id, surface: entity.type, numbers }];
  }));
}

/** How often an entity type occurs. */
export function countEntities(text: string, type: string): number {
  return [...entitiesOf(text).values()].filter((entity) => entity.type === type).length;
}
