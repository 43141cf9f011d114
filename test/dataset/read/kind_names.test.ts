import { expect, test } from "vitest";
import { kindNames } from "../../../src/dataset/read/kind_names.ts";

const OURS = { trunnion: { profile: "hoops@1" } };

test("the numbers of kinds have names in datasets of our encoder", () => {
  expect(kindNames("faces", "face_types", OURS)?.names.get(1)).toBe("cylinder");
  expect(kindNames("edges", "edge_convexities", OURS)?.ids.get("concave")).toBe(2);
});

test("other arrays have none, and neither have datasets of others", () => {
  expect(kindNames("faces", "face_areas", OURS)).toBeNull();
  expect(kindNames("faces", "face_types", {})).toBeNull();
});
