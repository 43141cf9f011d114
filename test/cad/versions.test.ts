/** Holds the versions to the values: a value that changes must raise one of them. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sha256OfFile } from "../../src/base/sha256.ts";
import type { Brep } from "../../src/cad/brep.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { FEATURES_VERSION, READERS_VERSION } from "../../src/cad/versions.ts";
import { allArrays } from "../helpers/all_arrays.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

/** How many of the shared parts are encoded, each of another family. */
const COUNT = 5;
const FILE = fileURLToPath(new URL("./versions.json", import.meta.url));
const ADVICE = "raise FEATURES_VERSION or READERS_VERSION in src/cad/versions.ts and write the " +
  "new digests: TRUNNION_WRITE_DIGESTS=1 deno task test test/cad/versions.test.ts";

/** What stands in versions.json. */
interface Digests {
  readonly readers: number;
  readonly features: number;
  /** By part: the hash of its file, and digests of its arrays, of all bodies together. */
  readonly parts: Readonly<Record<string, { file: string; arrays: Record<string, string> }>>;
}

const folder = temporaryFolder();

const arraysOf = (brep: Brep) => ({
  ...allArrays(brep),
  ...new BrepEncoder(brep).pushFaceMesh(),
});

async function digests(): Promise<Digests> {
  const parts: Record<string, { file: string; arrays: Record<string, string> }> = {};
  const loader = new OcctLoader();
  const made = folder();
  for (const name of await copySampleParts(made, COUNT)) {
    const path = join(made, name);
    const { bodies } = await loader.createFromFile(path);
    const hashes = new Map<string, ReturnType<typeof createHash>>();
    for (const { brep } of bodies) {
      for (const [key, { data, shape }] of Object.entries(arraysOf(brep))) {
        const hash = hashes.get(key) ?? createHash("sha256");
        hashes.set(key, hash);
        hash.update(JSON.stringify(shape));
        hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      }
    }
    const arrays = [...hashes].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([key, hash]) => [key, hash.digest("hex").slice(0, 12)]);
    parts[name] = { file: sha256OfFile(path).slice(0, 12), arrays: Object.fromEntries(arrays) };
  }
  await loader.close();
  return { readers: READERS_VERSION, features: FEATURES_VERSION, parts };
}

test("no value of the sample parts has changed without its version", async () => {
  const now = await digests();
  if (Deno.env.get("TRUNNION_WRITE_DIGESTS") === "1") {
    writeFileSync(FILE, JSON.stringify(now, null, 2) + "\n");
  }
  const noted: Digests = JSON.parse(readFileSync(FILE, "utf8"));
  const files = ({ parts }: Digests) =>
    Object.entries(parts).map(([name, { file }]) => [name, file]);
  expect(files(now), "the sample parts are others now: write the new digests").toEqual(
    files(noted),
  );
  const changed = Object.entries(noted.parts).flatMap(([name, { arrays }]) =>
    Object.keys(arrays).filter((key) => now.parts[name].arrays[key] !== arrays[key])
      .map((key) => `${key} of ${name}`)
  );
  expect(changed, ADVICE).toEqual([]);
  expect(now, "write the digests of what is new").toEqual(noted);
});
