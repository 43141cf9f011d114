import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "trunnion";
import { DatasetError } from "../../../../src/dataset/errors.ts";
import {
  type ProfileExporter,
  requireProfile,
} from "../../../../src/dataset/export/profiles/profile_exporter.ts";
import {
  findExporter,
  PROFILE_EXPORTS,
} from "../../../../src/dataset/export/profiles/find_exporter.ts";
import { findProfile } from "../../../../src/cad/profiles/find_profile.ts";
import { writeDataset } from "../../../helpers/dataset_fixture.ts";
import { temporaryFolder } from "../../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

const exporter: ProfileExporter = { profile: "uvnet", version: 3, write: () => Promise.resolve() };
const dataset = (profile: unknown) =>
  ({ location: "parts.dataset", arrays: { attributes: { trunnion: { profile } } } }) as never;

test("a dataset of another profile, or of an older version, is refused", () => {
  requireProfile(dataset("uvnet@3"), exporter);
  requireProfile(dataset("hoops@1 + uvnet@3"), exporter);
  for (const found of ["uvnet@2", "hoops@1", null, undefined]) {
    expect(() => requireProfile(dataset(found), exporter)).toThrow(DatasetError);
  }
  expect(() => requireProfile(dataset("hoops@1"), exporter)).toThrow(
    /must be encoded by the profile uvnet@3, found hoops@1\. .*trunnion encode DIR --profile uvnet/,
  );
});

test("each exporter is found by name, and reads the version that is encoded now", async () => {
  for (const name of PROFILE_EXPORTS) {
    expect(await findExporter(name)).toMatchObject({
      profile: name,
      version: findProfile(name).version,
    });
  }
  expect(await findExporter("npz")).toBe(null);
  expect(await findExporter("toString")).toBe(null);
});

test("nothing is written where the profile is another", async () => {
  using other = await openDataset(await writeDataset(folder("flow")));
  const path = join(folder("exports"), "uvnet");
  await expect(other.exportTo("uvnet", path)).rejects.toThrow(/found none/);
  expect(() => Deno.statSync(path)).toThrow(Deno.errors.NotFound);
});
