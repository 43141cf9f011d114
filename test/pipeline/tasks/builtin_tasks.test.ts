import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeTask, gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import { openDataFile } from "../../../src/storage/read_data_file.ts";
import { CORPUS, HAS_CORPUS } from "../../helpers/corpus.ts";
import { resultsOf, runTasks, temporaryFolder } from "../helpers.ts";

const smoke = join(CORPUS, "smoke");

describe("gather", () => {
  test("takes each file once, sorted, however many sources lead to it", async () => {
    const folder = temporaryFolder();
    for (const name of ["b.step", "a.stp"]) await writeFile(join(folder, name), "");
    const sources = [join(folder, "b.step"), folder, { path: folder, glob: "*" }];
    const run = await runTasks([gatherTask], { sources });
    expect(resultsOf(run, "gather_cad_files")).toEqual(
      ["a.stp", "b.step"].map((name) => join(folder, name)),
    );
  });

  test("makes a row of a source that is missing, and goes on with the others", async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, "a.step"), "");
    const run = await runTasks([gatherTask], { sources: [join(folder, "none"), folder] });
    expect(resultsOf(run, "gather_cad_files")).toHaveLength(1);
    expect(run.errors).toMatchObject([{ error_class: "SourceError", item: join(folder, "none") }]);
  });

  test("ends the run where there is nothing at all", async () => {
    const run = runTasks([gatherTask, encodeTask], { sources: [temporaryFolder()] });
    await expect(run).rejects.toMatchObject({ name: "NoItems", cause: { name: "SourceError" } });
  });
});

test.skipIf(!HAS_CORPUS)("real files become samples, bad ones rows", async () => {
  const folder = temporaryFolder();
  const bad = join(folder, "bad.step");
  await writeFile(bad, "no STEP at all");
  const names = ["01_onshape_ap242_material.stp", "09_proe_as1_assembly_ap203.stp"];
  const run = await runTasks(
    [gatherTask, encodeTask],
    { sources: [...names.map((name) => join(smoke, name)), bad] },
    { debug: false, maxWorkers: 2 },
  );
  expect(run.errors).toMatchObject([{ error_class: "NotStep", item: bad, task: "encode_brep" }]);
  expect(run.summary).toMatchObject({ file_count: 2, item_count: 3, error_count: 1 });
  expect(run.summary.flow_data).not.toBe(null);
  const [part, assembly] = await Promise.all(
    resultsOf(run, "encode_brep").map(async (path) => {
      const summary = String(path).replace("/encoded/", "/files_summary/")
        .replace(".data", ".json");
      return JSON.parse(await readFile(summary, "utf8"));
    }),
  );
  expect(part).toMatchObject({ face_count: 6, edge_count: 12, body_count: 1 });
  // 53 distinct faces, 160 where each of the assembly's instances counts.
  const faces = (assembly.bodies as { face_count: number; instance_count: number }[])
    .map(({ face_count, instance_count }) => face_count * instance_count);
  expect(assembly.face_count).toBe(53);
  expect(faces.reduce((sum, n) => sum + n, 0)).toBe(160);
  const file = openDataFile(String(resultsOf(run, "encode_brep")[0]));
  expect(file.attributes.source).toMatchObject({ provenance: { format: "STEP", units: "mm" } });
  expect([...file.groups.keys()].sort()).toEqual(["edges", "faces", "graph", "instances"]);
  file.close();
});
