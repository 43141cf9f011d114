import { expect, test } from "vitest";
import type { Profile } from "../../../src/cad/profiles/profile.ts";
import { ProfileFits } from "../../../src/cad/profiles/profile_fits.ts";
import { box, cylinder } from "../../helpers/breps.ts";

const misfit = (rule: string, found: string) => ({ rule, found, instead: "" });
const odd: Profile = {
  name: "odd",
  version: 1,
  description: "round bodies",
  requires: ({ faces, edges }) =>
    faces.length > 3
      ? misfit("bodies of few faces", `${faces.length} faces`)
      : edges.length > 0
      ? misfit("bodies without edges", `${edges.length} edges`)
      : undefined,
  push: () => {},
};

test("bodies are counted by the rule that keeps them out, with a few examples", () => {
  const fits = new ProfileFits(odd);
  const empty = { faces: [], edges: [], vertices: new Float64Array() };
  fits.add(cylinder(1, 2), "shaft.step");
  for (let i = 0; i < 5; i++) fits.add(box(1, 1, 1), `box_${i}.step`);
  fits.add(empty, "none.step");
  expect(fits.found).toEqual({
    profile: "odd@1",
    bodies: 7,
    fits: 1,
    misfits: [
      {
        rule: "bodies of few faces",
        count: 5,
        examples: [0, 1, 2].map((i) => ({ body: `box_${i}.step`, found: "6 faces" })),
      },
      {
        rule: "bodies without edges",
        count: 1,
        examples: [{ body: "shaft.step", found: "3 edges" }],
      },
    ],
  });
});

test("a profile without a rule takes all", () => {
  const { requires: _requires, ...all } = odd;
  const fits = new ProfileFits(all);
  fits.add(box(1, 1, 1), "box.step");
  expect(fits.found).toMatchObject({ bodies: 1, fits: 1, misfits: [] });
});
