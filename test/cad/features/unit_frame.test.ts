import { expect, test } from "vitest";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import { unitFrame } from "../../../src/cad/features/unit_frame.ts";
import { cylinder } from "../../helpers/breps.ts";

test("curved sides count to their outermost points", () => {
  const { centre, scale } = unitFrame(new BodyGeometry(cylinder(2, 1)));
  expect(scale).toBeCloseTo(2 / 4, 12);
  [0, 0, 0.5].forEach((x, k) => expect(centre[k]).toBeCloseTo(x, 12));
});
