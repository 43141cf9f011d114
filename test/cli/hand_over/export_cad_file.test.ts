import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const parts = folder("parts");
let part = "";

beforeAll(async () => {
  part = join(parts, (await copySampleParts(parts, 1))[0]);
});

async function trunnion(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(args, io), out: io.stdout(), err: io.stderr() };
}

/** The triangles of a binary STL. */
const trianglesOf = (path: string) => readFileSync(path).readUInt32LE(80);

describe("trunnion export of a CAD file", () => {
  test("writes the file that is named, once", async () => {
    const out = join(folder("named"), "new", "bracket.glb");
    const done = await trunnion("export", part, "--to", "glb", "--out", out);
    expect(done).toMatchObject({ code: 0, err: "" });
    expect(done.out).toMatch(/^Exported 1 body, \d+ triangles, \d\.\d MB: .*bracket\.glb\n$/);
    expect(readFileSync(out).subarray(0, 4).toString()).toBe("glTF");
    const again = await trunnion("export", part, "--to", "glb", "--out", out);
    expect(again).toMatchObject({ code: 2 });
    expect(again.err).toContain("--replace");
    expect((await trunnion("export", part, "--to", "glb", "--out", out, "--replace")).code).toBe(0);
  });

  test("writes into a folder, as fine as is asked for", async () => {
    const out = folder("fine");
    const args = ["export", part, "--to", "stl", "--out", out, "--json", "--replace"];
    const { path, triangles } = JSON.parse((await trunnion(...args)).out);
    expect(path).toBe(join(out, "part_0001_bracket.stl"));
    expect(trianglesOf(path)).toBe(triangles);
    const finer = JSON.parse((await trunnion(...args, "--angular", "5")).out);
    expect(finer.triangles).toBeGreaterThan(2 * triangles);
    const wrong = await trunnion(...args, "--chordal", "0");
    expect(wrong.err).toContain("'chordal' must be a length above 0");
  });

  test("tells which formats there are for it", async () => {
    const { code, err } = await trunnion("export", part, "--to", "npz", "--out", folder("npz"));
    expect({ code, told: err.includes("glb, stl, obj") && err.includes("trunnion encode") })
      .toEqual({ code: 2, told: true });
  });
});

test("samples without meshes in the dataset are meshed from their files", async () => {
  const out = folder("out");
  expect((await trunnion("encode", parts, "--out", out, "--debug", "--no-labels")).code).toBe(0);
  const flow = join(out, "flows", "parts");
  const done = await trunnion("export", flow, "--to", "stl", "--out", join(out, "stl"));
  expect(done).toMatchObject({ code: 0, err: "" });
  const [file] = readdirSync(join(out, "stl", "train"));
  expect(file).toBe("000000_part_0001_bracket.stl");
  const alone = folder("alone");
  await trunnion("export", part, "--to", "stl", "--out", alone);
  expect(trianglesOf(join(out, "stl", "train", file)))
    .toBe(trianglesOf(join(alone, "part_0001_bracket.stl")));

  writeFileSync(part, readFileSync(part, "utf8") + "\n");
  const changed = await trunnion("export", flow, "--to", "stl", "--out", join(out, "changed"));
  expect(changed.code).toBe(1);
  expect(changed.err).toContain("its SHA-256 has changed");
});
