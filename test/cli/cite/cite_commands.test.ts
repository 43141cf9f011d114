import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { BODIES, writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function call(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(args, io), out: io.stdout(), err: io.stderr() };
}

describe("trunnion diff", () => {
  test("ends with 0 where nothing differs, else with 1 and what does", async () => {
    const [before, after] = [await writeDataset(folder()), await writeDataset(folder())];
    expect(await call("diff", before, after)).toMatchObject({
      code: 0,
      out: "The same: 5 samples, their values, labels and splits.\n",
    });
    const [first, ...rest] = BODIES.slice(0, 4);
    const less = await writeDataset(folder(), [{ ...first, family: "plate" }, ...rest]);
    const { code, out } = await call("diff", before, less);
    expect(code).toBe(1);
    expect(out).toContain("removed  1: hash3_0");
    expect(out).toMatch(/^column +family +values +gear -> plate +1 +hash0_0$/m);
    const json = JSON.parse((await call("diff", before, less, "--json")).out);
    expect(json).toMatchObject({ same: false, samples: { both: 4 } });
  });
});

describe("trunnion freeze and reproduce", () => {
  test("a dataset is what its manifest says, until it changes", async () => {
    const [before, other] = [await writeDataset(folder()), await writeDataset(folder())];
    const manifest = join(folder(), "manifest.json");
    const frozen = await call("freeze", before, "--out", manifest);
    expect(frozen).toMatchObject({ code: 0 });
    expect(frozen.out).toMatch(/5 samples, \d+ arrays, 0 splits\nfingerprint [0-9a-f]{64}\n/);
    expect(await call("reproduce", manifest, "--with", other)).toMatchObject({ code: 0 });
    const less = await writeDataset(folder(), BODIES.slice(0, 4));
    const { code, out } = await call("reproduce", manifest, "--with", less);
    expect(code).toBe(1);
    expect(out).toBe("1 difference:\n  sample 'hash3_0' of 'parts/3.step' is missing\n");
  });

  test("what a script made is compared, not encoded again", async () => {
    const manifest = join(folder(), "manifest.json");
    await call("freeze", await writeDataset(folder()), "--out", manifest);
    const { code, out, err } = await call("reproduce", manifest, "--sources", ".");
    expect(code).not.toBe(0);
    expect(out + err).toContain("made by a script");
    expect(out + err).toContain("--with");
  });

  test("a file that is no manifest is refused", async () => {
    const flow = await writeDataset(folder());
    for (const more of [["--with", flow], ["--sources", "."]]) {
      const { code, out, err } = await call("reproduce", flow, ...more);
      expect(code).not.toBe(0);
      expect(out + err).toContain("'trunnion freeze' writes it");
    }
  });
});

describe("trunnion check", () => {
  test("ends with 1 where an expectation is not met, and writes JUnit", async () => {
    const flow = await writeDataset(folder());
    const [contract, junit] = [join(folder(), "contract.json"), join(folder(), "report.xml")];
    Deno.writeTextFileSync(contract, JSON.stringify({ samples: [5, null] }));
    expect(await call("check", flow, "--expect", contract)).toMatchObject({ code: 0 });
    Deno.writeTextFileSync(contract, JSON.stringify({ samples: [6, null], files: [4, 4] }));
    const { code, out } = await call("check", flow, "--expect", contract, "--junit", junit);
    expect(code).toBe(1);
    expect(out).toMatch(/^samples +FAILED +6 or more +5$/m);
    expect(out).toContain("1 of 2 expectations are not met.");
    expect(Deno.readTextFileSync(junit)).toContain('failures="1"');
  });

  test("a contract that is none is refused, and nothing is written", async () => {
    const flow = await writeDataset(folder());
    const junit = join(folder(), "report.xml");
    const { code, out, err } = await call("check", flow, "--expect", flow, "--junit", junit);
    expect(code).not.toBe(0);
    expect(out + err).toContain("there is no option 'flow_name'");
    expect(existsSync(junit)).toBe(false);
  });
});

test("a manifest of somebody else writes nowhere but in the folder that was asked for", async () => {
  const manifest = join(folder(), "manifest.json");
  await call("freeze", await writeDataset(folder()), "--out", manifest);
  const frozen = JSON.parse(Deno.readTextFileSync(manifest));
  const [out, sources] = [folder(), folder()];
  for (const name of ["../../escaped", "/tmp/escaped"]) {
    const command = {
      command: "encode",
      cwd: "/",
      folders: ["/x"],
      options: { name },
      limit: null,
    };
    Deno.writeTextFileSync(manifest, JSON.stringify({ ...frozen, command }));
    const found = await call("reproduce", manifest, "--sources", sources, "--out", out);
    expect(found.code).not.toBe(0);
    expect(found.out + found.err).toContain("escaped");
    expect([...Deno.readDirSync(out)]).toEqual([]);
  }
});
