import { expect, test } from "vitest";
import { Findings } from "../../../src/dataset/verify/findings.ts";

test("equal problems of one array are counted together, with the first three as examples", () => {
  const found = new Findings("measures");
  for (let row = 0; row < 5; row++) {
    found.add({ where: "faces/face_areas", problem: "negative", sample: 2, row, value: -row });
  }
  found.add({ where: "faces/face_areas", problem: "not a number", value: null });
  found.add({ where: "edges/edge_lengths", problem: "negative", value: -1 });
  expect(found.faults).toEqual([
    {
      check: "measures",
      where: "faces/face_areas",
      problem: "negative",
      count: 5,
      examples: [0, 1, 2].map((row) => ({ sample: 2, row, value: -row })),
    },
    {
      check: "measures",
      where: "faces/face_areas",
      problem: "not a number",
      count: 1,
      examples: [{ value: null }],
    },
    {
      check: "measures",
      where: "edges/edge_lengths",
      problem: "negative",
      count: 1,
      examples: [{ value: -1 }],
    },
  ]);
});

test("nothing was found where nothing was told", () => {
  expect(new Findings("ids").faults).toEqual([]);
});
