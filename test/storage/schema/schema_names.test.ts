import { expect, test } from "vitest";
import { nameProblem } from "../../../src/storage/schema/schema_names.ts";

test.each(["faces", "face_areas", "a.b-c", "_x", "9lives"])("%s is a name", (name) => {
  expect(nameProblem(name)).toBeNull();
});

test.each(["", "a/b", ".x", "-x", "__x", "x.", "Zarr.json", "CON", "lpt1.x", "ä", "a b"])(
  "%j is none",
  (name) => {
    expect(nameProblem(name)).toMatch(/name|Zarr|Windows/);
  },
);
