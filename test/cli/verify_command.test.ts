import { describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { verifyText } from "../../src/cli/verify_command.ts";
import { writeDataset } from "../helpers/dataset_fixture.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { rewriteArray } from "../helpers/rewrite_dataset.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

async function verify(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["verify", ...args], io), out: io.stdout(), err: io.stderr() };
}

describe("trunnion verify", () => {
  test("ends with 1 and tells the place where a fault is found", async () => {
    const flow = await writeDataset(folder());
    await rewriteArray(flow.replace(".flow", ".dataset"), "faces/face_areas", (data) => {
      data[4] = -4;
    });
    const { code, out } = await verify(flow, "--sources", "0");
    expect(code).toBe(1);
    expect(out).toMatch(/^measures +FAULT +\d+ +1 /m);
    expect(out).toContain("measures: faces/face_areas: it is negative (1 time)\n");
    expect(out).toContain("  sample 1 'hash1_0', row 1, found -4");
    expect(out).toMatch(/\d+ of 22 rules broken\.\n$/);
  });

  test("gives the report as JSON", async () => {
    const flow = await writeDataset(folder());
    const { code, out } = await verify(flow, "--json", "--sources", "0");
    const report = JSON.parse(out);
    expect(code).toBe(report.ok ? 0 : 1);
    expect(report.checks).toHaveLength(22);
    expect(report.sources).toEqual([]);
  });

  test("refuses wrong numbers as wrong usage", async () => {
    expect((await verify("parts.flow", "--sources", "-1")).code).toBe(2);
  });

  test("ends with 1 where there is no dataset", async () => {
    const { code, out } = await verify(`${folder()}/none.flow`);
    expect(code).toBe(1);
    expect(out).toContain("there is no such file");
  });
});

test("a report without faults says so", () => {
  const checks = [{ name: "codes", rule: "codes are known", checked: 3, faults: 0 }];
  const report = { location: "parts", samples: 2, ok: true, checks, faults: [], sources: [] };
  expect(verifyText(report)).toMatch(/^parts: 2 samples\n[^]*\nNo faults\.$/);
});
