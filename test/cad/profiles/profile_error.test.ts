import { expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { Profile } from "../../../src/cad/profiles/profile.ts";
import { ProfileError } from "../../../src/cad/profiles/profile_error.ts";
import { box, cylinder } from "../../helpers/breps.ts";

const few: Profile = {
  name: "few",
  version: 2,
  description: "few faces",
  requires: ({ faces }) =>
    faces.length <= 3 ? undefined : {
      rule: "bodies of at most 3 faces",
      found: `${faces.length} faces`,
      limit: 3,
      instead: "Leave it out.",
    },
  push: (encoder) => encoder.pushFaceIndices(),
};

test("a body that a model cannot take is refused before anything is pushed", () => {
  const pushed: string[] = [];
  const storage = {
    saveDeclared: (key: string) => pushed.push(key),
    setProfile: (name: string) => pushed.push(name),
  };
  const refused = () => new BrepEncoder(box(1, 1, 1), storage).pushProfile(few);
  expect(refused).toThrow(ProfileError);
  expect(refused).toThrow(
    "Cannot encode a body by the profile 'few': it takes bodies of at most 3 faces, found 6 " +
      "faces. Leave it out.",
  );
  expect(pushed).toEqual([]);
  try {
    refused();
  } catch (error) {
    expect((error as ProfileError).data).toEqual({
      profile: "few@2",
      rule: "bodies of at most 3 faces",
      found: "6 faces",
      limit: 3,
    });
  }
});

test("one that it takes is pushed", () => {
  const arrays = new BrepEncoder(cylinder(2, 5)).pushProfile(few);
  expect(Object.keys(arrays)).toEqual(["faces/face_indices"]);
});
