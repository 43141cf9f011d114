/**
 * Whether the entities of an IGES file have the parameters that they count.
 *
 * @module
 */
import { MalformedIges } from "../../errors.ts";
import type { IgesEntity } from "./iges_entities.ts";
import { integerOf, numberOf } from "./iges_tokens.ts";

/** The highest degree of B-splines that kernels take. */
const MOST_DEGREE = 25;

/**
 * Checks lists whose length or whose order the file states: the knots, weights and poles of
 * B-splines, and the vertices and edges that loops name by their positions. A kernel that believes
 * a wrong number reads beyond its memory.
 *
 * @throws {MalformedIges} where they are not as stated
 */
export function checkCounts(entities: ReadonlyMap<number, IgesEntity>): void {
  for (const entity of entities.values()) {
    const fault = faultIn(entity, entities);
    if (fault === null) continue;
    const { number, type } = entity;
    throw new MalformedIges(
      `Cannot read the file: entity D${number} of type ${type} must have what it counts, and ` +
        `${fault}. Export it again.`,
      { data: { entity: number, type } },
    );
  }
}

function faultIn(entity: IgesEntity, entities: ReadonlyMap<number, IgesEntity>): string | null {
  const { type, parameters } = entity;
  const p = (i: number) => integerOf(parameters[i - 1]);
  /** A position in the list of another entity. */
  const isIn = (list: number, position: number) =>
    position >= 1 && position <= integerOf(entities.get(list)?.parameters[0]);
  switch (type) {
    case 126:
      return splineFault(entity, [[p(1), p(2)]], 6);
    case 128:
      return splineFault(entity, [[p(1), p(3)], [p(2), p(4)]], 9);
    case 502:
      return parameters.length < 1 + 3 * p(1) || !(p(1) >= 1) ? "has too few vertices" : null;
    case 504:
      if (parameters.length < 1 + 5 * p(1) || !(p(1) >= 1)) return "has too few edges";
      for (let k = 0, at = 2; k < p(1); k++, at += 5) {
        if (!isIn(p(at + 1), p(at + 2)) || !isIn(p(at + 3), p(at + 4))) {
          return `the vertices of its edge ${k + 1} are in no list`;
        }
      }
      return null;
    case 508:
      for (let k = 0, at = 2; k < p(1); k++) {
        if (at + 4 > parameters.length) return "has too few edges";
        if (!isIn(p(at + 1), p(at + 2))) return `its edge ${k + 1} is in no list`;
        at += 5 + 2 * p(at + 4);
      }
      return null;
    default:
      return null;
  }
}

/**
 * What is wrong with a B-spline.
 *
 * @param directions the last pole's position and the degree of each
 * @param before how many parameters stand before the knots
 */
function splineFault(
  { parameters }: IgesEntity,
  directions: readonly (readonly [last: number, degree: number])[],
  before: number,
): string | null {
  let at = before, poles = 1;
  for (const [last, degree] of directions) {
    if (!(degree >= 1 && degree <= MOST_DEGREE && last >= degree)) {
      return `the degree ${degree} does not suit ${last + 1} poles`;
    }
    const knots = last + degree + 2;
    if (at + knots > parameters.length) return "has too few knots";
    for (let i = at + 1; i < at + knots; i++) {
      const [low, high] = [numberOf(parameters[i - 1]), numberOf(parameters[i])];
      if (!(high >= low)) return "its knots do not ascend";
    }
    // Without an inner stretch nothing is there.
    const [first, end] = [at + degree, at + last + 1].map((i) => numberOf(parameters[i]));
    if (!(end > first)) return "its knots have no stretch between them";
    at += knots;
    poles *= last + 1;
  }
  if (at + 4 * poles > parameters.length) return "has too few poles";
  for (let i = 0; i < poles; i++) {
    if (!(numberOf(parameters[at + i]) > 0)) return `the weight ${i + 1} is not above zero`;
  }
  return null;
}
