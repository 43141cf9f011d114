import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { FaceLabels, facesOf } from "../../../src/cad/labels/face_labels.ts";
import { bodiesOf, namedBox } from "./labelled.ts";

const bodies = bodiesOf(namedBox([]), namedBox([]));

test("labels of several bodies stand one after the other", () => {
  const labels = new FaceLabels({ bodies }, Array.from({ length: 12 }, (_, i) => i));
  expect([...labels.of(bodies[0])]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...labels.of(bodies[1])]).toEqual([6, 7, 8, 9, 10, 11]);
  expect(() => labels.of({ index: 2 })).toThrow(UsageError);
});

test("a body keeps its index, a B-Rep alone is body 0", () => {
  expect(new FaceLabels(bodies[1], [1, 2, 3, 4, 5, 6]).of(bodies[1])[5]).toBe(6);
  expect(new FaceLabels(bodies[1].brep, [1, 2, 3, 4, 5, 6]).of({ index: 0 })[0]).toBe(1);
});

test("faces know their places", () => {
  expect(facesOf(bodies).map(({ position, body, index }) => [position, body, index])).toEqual(
    Array.from({ length: 12 }, (_, i) => [i, i < 6 ? 0 : 1, i % 6]),
  );
});
