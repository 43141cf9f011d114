import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { encodeFile } from "../../../src/cad/encode/encode_file.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import type { ProfileName } from "../../../src/cad/profiles/profile.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";

const folder = mkdtempSync(join(tmpdir(), "trunnion-encode-"));
const loader = new OcctLoader();
let file = "";
beforeAll(async () => {
  const [name] = await copySampleParts(folder, 1);
  file = join(folder, name);
}, 120_000);
afterAll(async () => {
  await loader.close();
  rmSync(folder, { recursive: true });
});

describe("one file in memory", () => {
  test("has the arrays of its bodies by the profile", async () => {
    const { path, hash, profile, provenance, bodies } = await encodeFile(file, "uvnet", { loader });
    expect({ path, profile, format: provenance.format }).toEqual({
      path: file,
      profile: "uvnet@3",
      format: "STEP",
    });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const model = await loader.createFromFile(file);
    expect(bodies).toHaveLength(model.bodies.length);
    bodies.forEach(({ arrays, index }) => {
      expect(arrays).toEqual(new BrepEncoder(model.bodies[index].brep).pushProfile("uvnet"));
    });
  });

  test("takes the encoder's options", async () => {
    const { bodies } = await encodeFile(file, "hoops", {
      loader,
      pairwise: { mode: "sparse", hops: 1 },
    });
    expect(bodies[0].arrays["faceface/pair_source"].shape[0]).toBeGreaterThan(0);
  });

  test("needs no loader, and leaves none behind", async () => {
    const { bodies } = await encodeFile(file, "uvnet");
    expect(bodies.length).toBeGreaterThan(0);
  });

  test("a profile that there is not is refused before anything is opened", async () => {
    await expect(encodeFile("nowhere.step", "aagnett" as ProfileName)).rejects.toThrow(
      /There are: 'hoops', .*'uvnet'/,
    );
  });
});
