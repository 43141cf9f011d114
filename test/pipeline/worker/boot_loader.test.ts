import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { bootLoader } from "../../../src/pipeline/worker/boot_loader.ts";
import { LicenceError } from "../../../src/pipeline/errors.ts";
import { setLicense } from "../../../src/pipeline/tasks/licence.ts";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import * as fixtures from "../fixtures/loaders.ts";
import { resultsOf, runTasks } from "../helpers.ts";

const module = new URL("../fixtures/loaders.ts", import.meta.url).href;
const boot = (name: string) => bootLoader({ module, export: name }, null);

afterEach(() => {
  for (const name of ["", "_VALIDATE"]) Deno.env.delete(`TRUNNION_LICENSE${name}`);
  for (const name of ["TRUNNION_TEST_LICENSE", "HOOPS_AI_LICENSE"]) Deno.env.delete(name);
});

describe("a loader", () => {
  test("is a class, a function's result or an object that a module exports", async () => {
    expect((await boot("PlainLoader")).loader.constructor.name).toBe("PlainLoader");
    expect((await boot("makeLoader")).loader.constructor.name).toBe("PlainLoader");
    await expect(boot("notALoader")).rejects.toThrow("an object with the method 'createFromFile'");
    await expect(boot("nothing")).rejects.toThrow("found no such export");
  });

  test("is told how to open files, if it takes options", async () => {
    const { loader } = await bootLoader(
      { module, export: "Choosy" },
      null,
      { units: "file" },
    );
    expect((await loader.createFromFile("a.step")).provenance.units).toBe("file");
    const refused = bootLoader({ module, export: "PlainLoader" }, null, { units: "file" });
    await expect(refused).rejects.toThrow("must have the method 'setOptions'");
  });

  test("that needs a licence is refused without one, with where to put it", async () => {
    await expect(boot("Licensed")).rejects.toBeInstanceOf(LicenceError);
    await expect(boot("Licensed")).rejects.toThrow("environment variable TRUNNION_TEST_LICENSE");
  });

  test.each(["TRUNNION_TEST_LICENSE", "TRUNNION_LICENSE", "HOOPS_AI_LICENSE"])(
    "takes its licence from %s, and says where a bad one is",
    async (variable) => {
      Deno.env.set(variable, "good");
      await boot("Licensed");
      Deno.env.set(variable, "old");
      await expect(boot("Licensed")).rejects.toThrow(
        `The loader refused the licence in ${variable}: 'old' has expired`,
      );
    },
  );

  test("takes the licence that setLicense was given, checked or not", async () => {
    setLicense("old", { validate: false });
    await boot("Licensed");
    setLicense("old");
    await expect(boot("Licensed")).rejects.toThrow("has expired");
    setLicense(undefined);
    expect(Deno.env.get("TRUNNION_LICENSE")).toBe("old");
  });
});

test("a missing licence ends the run at the boot, with one error and no item's error", async () => {
  const run = runTasks([fixtures.open], { cad_file: ["a.step", "b.step", "c.step"] }, {
    debug: false,
    maxWorkers: 2,
    loader: { module, export: "Licensed" },
  });
  await expect(run).rejects.toMatchObject({
    name: "WorkerBootError",
    cause: { name: "LicenceError" },
  });
});

test("what a loader opened is the file's source, and is opened once an item", async () => {
  const run = await runTasks([fixtures.open], { cad_file: ["parts/a.step", "other/a.step"] }, {
    autoDatasetExport: false,
    loader: { module, export: "PlainLoader" },
  });
  const [first, second] = resultsOf(run, "open").map((path) => openDataFile(String(path)));
  expect(first.attributes.source).toEqual({
    path: resolve("parts/a.step"),
    hash: "ab".repeat(32),
    size: 12,
    provenance: {
      kernel: "None",
      kernel_version: "1",
      reader: "plain-1",
      units: "mm",
      file_units: null,
      format: "STEP",
    },
  });
  expect(first.readArray("file/same").data[0]).toBe(1);
  // One loader for all items, one opening for each.
  expect(second.attributes.source?.provenance.reader).toBe("plain-2");
  const name = basename(first.path).replace(".data", ".json");
  expect(basename(second.path)).not.toBe(basename(first.path));
  const summary = join(dirname(first.path), "..", "files_summary", name);
  expect(JSON.parse(readFileSync(summary, "utf8"))).toMatchObject({
    item: "parts/a.step",
    source: resolve("parts/a.step"),
    size: 12,
    duration_ms: { read: 1, kernel: 2, parse: 3 },
  });
  first.close();
  second.close();
});
