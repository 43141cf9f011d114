import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { createModel } from "../../../src/cad/assembly/cad_model.ts";
import type { Body } from "../../../src/cad/brep.ts";

const body = (index: number, vertices: number): Body => ({
  index,
  kind: "solid",
  name: null,
  brep: { faces: [], edges: [], vertices: new Float64Array(3 * vertices) },
  instances: [{ transform: null, path: [] }],
});
const model = createModel({
  path: "a.step",
  hash: "00",
  size: 7,
  bodies: [body(0, 2), body(1, 3)],
  provenance: {
    kernel: "k",
    kernelVersion: "1",
    reader: "r",
    units: "mm",
    fileUnits: null,
    format: "STEP",
  },
  timings: { read: 1, kernel: 2, parse: 3 },
});

test("gives its bodies one by one", () => {
  expect(model.getBodyCount()).toBe(2);
  expect(model.getBody(1).index).toBe(1);
  expect(model.getBrep(1)).toBe(model.bodies[1].brep);
  expect(model.getFaceCount()).toBe(0);
});

test("gives the whole file as one, made once", () => {
  expect(model.getBrep().vertices).toHaveLength(15);
  expect(model.getBrep()).toBe(model.getBrep());
});

test("without an assembly all bodies are at its root; with one it is put together once", () => {
  expect(model.tree()).toMatchObject({
    name: null,
    bodies: [{ body: 0, instance: 0 }, { body: 1, instance: 0 }],
    children: [],
  });
  let made = 0;
  const named = createModel({
    ...model,
    assembly: () => {
      made++;
      return { ...model.tree(), name: "it" };
    },
  });
  expect([named.tree().name, named.tree()]).toEqual(["it", named.tree()]);
  expect(made).toBe(1);
});

test.each([-1, 2, 0.5, NaN])("refuses body %d", (index) => {
  expect(() => model.getBody(index)).toThrow(UsageError);
  expect(() => model.getBrep(index)).toThrow(`found ${index}`);
});
