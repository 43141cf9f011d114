import { expect, test } from "vitest";
import { kindNames } from "../../../src/dataset/read/kind_names.ts";

const OURS = { trunnion: { profile: "hoops@1" } };

test("the numbers of kinds have names in datasets of our encoder", () => {
  expect(kindNames("faces", "face_types", undefined, OURS)?.names.get(1)).toBe("cylinder");
  expect(kindNames("edges", "edge_convexities", undefined, OURS)?.ids.get("concave")).toBe(2);
});

test("other arrays have none, and neither have datasets of others", () => {
  expect(kindNames("faces", "face_areas", undefined, OURS)).toBeNull();
  expect(kindNames("faces", "face_types", undefined, {})).toBeNull();
});

test("codes that were declared have their names, whoever wrote them", () => {
  expect(kindNames("labels", "feature", { hole: 0, slot: 4 }, {})?.names.get(4)).toBe("slot");
  expect(kindNames("faces", "face_types", { flat: 0 }, OURS)?.names.get(0)).toBe("flat");
  for (const broken of [{}, { a: 0, b: 0 }, { a: 0.5 }, ["a"], "a", { "": 1 }]) {
    expect(kindNames("labels", "feature", broken, {})).toBeNull();
  }
});
