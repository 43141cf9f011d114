import { beforeAll, describe, expect, test, vi } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { makeFifo, makeLatinName } from "../helpers/odd_names.ts";
import { copySampleParts } from "../helpers/sample_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const parts = folder("parts");

beforeAll(async () => {
  await copySampleParts(parts, 4);
  await Deno.writeTextFile(`${parts}/broken.step`, "ISO-10303-21;\nHEADER;");
});

async function encode(...args: string[]) {
  const io = fakeIo();
  return { code: await runCli(["encode", ...args], io), out: io.stdout(), err: io.stderr() };
}

describe("a folder", () => {
  test("becomes a dataset; a file that fails is counted and explained", async () => {
    const out = folder();
    const result = await encode(parts, "--out", out, "--max-workers", "1");
    expect(result.code).toBe(0);
    expect(result.out).toMatch(/^parts: 4 of 5 files encoded, \d+ samples, 1 error, in /);
    expect(result.out).toMatch(/\n {2}1 {2}encode_labelled: \w+: [^]*broken\.step\n/);
    expect(result.out).toContain("error_summary.json");
    expect(result.err).toContain("5/5 [");
    expect(result.err).toContain("errors=1]");
    using dataset = await openDataset(`${out}/flows/parts/parts.flow`);
    expect(await dataset.getFileList()).toEqual([0, 1, 2, 3]);
    const total = (await dataset.column("face_count")).reduce((a, b) => Number(a) + Number(b), 0);
    expect((await dataset.read("faces", "face_areas")).shape).toEqual([total]);
  });

  test("as JSON is one document, with the errors", async () => {
    const result = await encode(
      ...[parts, "--out", folder(), "--name", "two", "--glob", "*{0001,oken}*.STEP"],
      ...["--debug", "--json"],
    );
    const summary = JSON.parse(result.out);
    expect(summary).toMatchObject({
      flow_name: "two",
      file_count: 1,
      item_count: 2,
      error_count: 1,
    });
    expect(summary.errors[0]).toMatchObject({ file: expect.stringContaining("broken.step") });
    expect(summary.flow_file).toMatch(/flows\/two\/two\.flow$/);
  });

  test("can be tried out with a few files first", async () => {
    const { out } = await encode(
      ...[parts, "--out", folder(), "--glob", "part*.step", "--limit", "1", "--debug"],
    );
    expect(out).toMatch(/^parts: 1 of 1 files encoded/);
  });
});

test("what cannot be opened is a row that says why, and the rest is done", async () => {
  const odd = folder("odd");
  await copySampleParts(odd, 1);
  await makeLatinName(odd, ".step", "file");
  await makeLatinName(odd, "s", "folder");
  await makeFifo(`${odd}/fifo.step`);
  await Deno.symlink("/dev/zero", `${odd}/endless.step`);
  await Deno.symlink("nowhere", `${odd}/lost.step`);
  await Deno.symlink("round.step", `${odd}/round.step`);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const result = await encode(odd, "--out", folder(), "--json", "--debug");
  const warnings = warn.mock.calls.flat();
  warn.mockRestore();
  const { file_count, item_count, error_count, errors } = JSON.parse(result.out);
  expect([file_count, item_count, error_count]).toEqual([1, 6, 5]);
  const why = Object.fromEntries(
    errors.map(({ file, error }: { file: string; error: string }) => [
      file.slice(odd.length + 1),
      error.slice(error.lastIndexOf(": ") + 2),
    ]),
  );
  expect(why).toEqual({
    "caf\ufffd.step": "its name is not in UTF-8; rename it.",
    "fifo.step": "it is a FIFO, not a file.",
    "endless.step": "it is a device, not a file.",
    "lost.step": "it is a link to 'nowhere', where there is nothing.",
    "round.step": "its links lead in a circle.",
  });
  expect(warnings).toEqual([
    `'${odd}/caf\ufffds' is left out, with all that may be in it: its name is not in UTF-8; ` +
    "rename it.",
    `In '${odd}' a link leads out of it, 'endless.step' to '/dev/zero': what is there is taken.`,
  ]);
});

test("what a sample is made of, and in which unit, can be chosen", async () => {
  const out = folder();
  const result = await encode(
    ...[parts, "--out", out, "--glob", "part*.step", "--debug"],
    ...["--bodies", "merged", "--units", "file", "--profile", "uvnet"],
  );
  expect(result.out).toMatch(/^parts: 4 of 4 files encoded, 4 samples/);
  const flow = JSON.parse(await Deno.readTextFile(`${out}/flows/parts/parts.flow`));
  expect(flow["Flow Specifications"].loader_options).toEqual({ units: "file", bodies: "merged" });
  using dataset = await openDataset(`${out}/flows/parts/parts.flow`);
  expect((await dataset.column("profile")).at(0)).toBe("uvnet@3");
  const [wrong, other, profile] = await Promise.all([
    encode(parts, "--out", out, "--units", "inch"),
    encode(parts, "--out", out, "--bodies", "all"),
    encode(parts, "--out", out, "--profile", "uvnte"),
  ]);
  expect([profile.code, profile.err]).toEqual([2, expect.stringContaining("'uvnet'?")]);
  expect([wrong.code, other.code]).toEqual([2, 2]);
  expect(wrong.err).toContain("mm, file");
});

test("a run in which every file failed says so first, and has failed", async () => {
  const result = await encode(parts, "--out", folder(), "--glob", "broken*", "--debug");
  expect(result.out).toMatch(/^parts: all 1 item failed, in /);
  expect(result.code).toBe(1);
});

test("more failures than are allowed stop the run", async () => {
  const args = [parts, "--out", folder(), "--debug", "--max-errors"];
  const stopped = await encode(...args, "5%");
  expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining("`maxErrors` allows 0")]);
  expect((await encode(...args, "20%")).code).toBe(0);
  const wrong = await encode(...args, "some");
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("a share such as 5%")]);
});

test("a pattern gives the dataset the name of its folder", async () => {
  const out = folder();
  const result = await encode(`${parts}/*1_*.step`, "--out", out, "--debug");
  expect(result.out).toMatch(/^parts: 1 of 1 files encoded/);
});

test("more workers than there is room for are fewer, with a warning", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const args = ["--glob", "*1_*.step", "--max-workers", "1e9"];
  expect((await encode(parts, "--out", folder(), ...args)).code).toBe(0);
  expect(warn.mock.calls.flat().join()).toMatch(/`maxWorkers` is 1000000000; \d+ are used/);
  warn.mockRestore();
});

test("an option that is misspelt is told the one that was meant", async () => {
  const result = await encode(parts, "--ot", folder());
  expect([result.code, result.err]).toEqual([2, expect.stringContaining("Did you mean --out?")]);
});

describe("bad input", () => {
  test.each([
    ["a missing folder", ["/nowhere/parts"], 1, "does not exist"],
    ["an empty folder", [folder("empty")], 1, "has no files"],
    ["a folder without CAD files", [parts, "--glob", "*.iges"], 1, "fits the pattern"],
    ["a name that cannot be a folder's", [parts, "--name", "a/b"], 2, "Cannot name a flow 'a/b'"],
  ])("%s has a sentence", async (_, args, code, message) => {
    const out = folder();
    const result = await encode(...args, "--out", `${out}/new`, "--debug");
    expect([result.code, result.out]).toEqual([code, ""]);
    expect(result.err).toContain(message);
    expect([...Deno.readDirSync(out)]).toEqual([]); // nothing was done, so nothing is left
  });

  test("an output folder that cannot be written has a sentence", async () => {
    const file = `${folder()}/file`;
    await Deno.writeTextFile(file, "");
    const result = await encode(parts, "--out", file);
    expect([result.code, result.out]).toEqual([1, ""]);
    expect(result.err).toContain("Cannot write to the output folder");
  });
});
