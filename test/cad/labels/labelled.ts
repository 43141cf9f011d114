import type { Body, Brep } from "../../../src/cad/brep.ts";
import { box } from "../../helpers/breps.ts";

/** A box whose six faces have these names, and the entity numbers from `firstId` on. */
export function namedBox(names: readonly (string | null)[], firstId: number | null = 10): Brep {
  const brep = box(1, 2, 3);
  return {
    ...brep,
    faces: brep.faces.map((face, i) => ({
      ...face,
      name: names[i] ?? null,
      entityId: firstId === null ? null : firstId + i,
    })),
  };
}

/** Bodies of these B-Reps. */
export const bodiesOf = (...breps: Brep[]): Body[] =>
  breps.map((brep, index) => ({
    index,
    kind: "solid",
    name: null,
    brep,
    instances: [{ transform: null, path: [] }],
  }));
