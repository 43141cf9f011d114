import { expect, test } from "vitest";
import { requireContract } from "../../../src/dataset/cite/contract.ts";

test.each([
  [null, "must be an object"],
  [{ sample: [0, 1] }, "Did you mean 'samples'"],
  [{ samples: 5 }, "at 'samples'"],
  [{ files: [3, 1] }, "at 'files'"],
  [{ errorShare: 5 }, "'errorShare' must be a number from 0 to 1"],
  [{ errorShare: "5%" }, "'errorShare' must be a number from 0 to 1"],
  [{ arrays: "faces/face_areas" }, "'arrays' must be a list of names"],
  [{ noLeakage: true }, "'noLeakage' must be a list of names"],
  [{ ranges: [] }, "'ranges' must be an object"],
  [{ ranges: { x: [1] } }, "at 'ranges.x'"],
  [{ classes: { family: { name: [] } } }, "Did you mean 'names'"],
  [{ classes: { family: { names: [1] } } }, "'classes.family.names' must be a list"],
  [{ classes: { family: { minEach: -1 } } }, "'classes.family.minEach' must be a whole number"],
])("refuses %j", (contract, sentence) => {
  expect(() => requireContract(contract)).toThrow(sentence);
});

test("takes a whole one, and an empty one", () => {
  expect(() => requireContract({})).not.toThrow();
  requireContract({
    samples: [1, null],
    errorShare: 0.1,
    classes: { family: { names: ["a"], minEach: 2 } },
    ranges: { "faces/face_areas": [0, null] },
    noLeakage: ["default"],
  });
});
