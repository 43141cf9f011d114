import { expect, test } from "vitest";
import { unnamedRoot } from "../../../../src/cad/assembly/assembly.ts";
import type { Body, Face } from "../../../../src/cad/brep.ts";
import {
  nodeWithFileNumbers,
  withFileNumbers,
} from "../../../../src/cad/formats/step/file_numbers.ts";

const numbers = new Map([[1, 4294967296n], [2, 2n ** 60n]]);
const face = (entityId: number | null) => ({ entityId }) as Face;
const body = {
  entityId: 1,
  brep: { faces: [face(1), face(2), face(3), face(null)], edges: [], vertices: new Float64Array() },
} as unknown as Body;

test("faces and bodies get the file's numbers, those beyond doubles beside", () => {
  const { entityId, brep } = withFileNumbers(body, numbers);
  expect(entityId).toBe(4294967296);
  expect(brep.faces).toEqual([
    { entityId: 4294967296 },
    { entityId: null, entityNumber: 2n ** 60n },
    { entityId: 3 },
    { entityId: null },
  ]);
  expect(withFileNumbers(body, new Map())).toBe(body);
});

test("so do the nodes of an assembly", () => {
  const root = unnamedRoot([], [{ ...unnamedRoot([]), entityId: 1 }]);
  expect(nodeWithFileNumbers(root, numbers).children[0].entityId).toBe(4294967296);
});
