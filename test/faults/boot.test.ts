/** Workers that cannot start end the run at once, with one error. */
import { afterEach, describe, expect, test } from "vitest";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { WorkerBootError } from "../../src/pool/errors.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { runTasks, temporaryFolder } from "../pipeline/helpers.ts";
import { open } from "../pipeline/fixtures/loaders.ts";
import { unwanted } from "./fixtures/bad_module.ts";
import { never } from "./fixtures/dying_module.ts";

const many = Array.from({ length: 200 }, (_, n) => n);
const loaders = new URL("../pipeline/fixtures/loaders.ts", import.meta.url).href;

afterEach(closeWorkers);

describe.each(["process", "thread"] as const)("isolation %s", (isolation) => {
  const options = { debug: false, isolation, maxWorkers: 2 };

  test("a module that cannot be imported", async () => {
    const run = runTasks([unwanted], { n: many }, options);
    await expect(run).rejects.toMatchObject({
      name: "WorkerBootError",
      message: expect.stringContaining("no worker wants me"),
    });
  });

  test("a loader without its licence", async () => {
    const loader = { module: loaders, export: "Licensed" };
    const run = runTasks([open], { cad_file: many.map(String) }, { ...options, loader });
    await expect(run).rejects.toMatchObject({
      name: "WorkerBootError",
      message: expect.stringContaining("needs a licence, and none is set"),
    });
  });
});

test("a kernel that cannot be started later in a run is tried again, and no file is to blame", async () => {
  const loader = { module: loaders, export: "Unsteady" };
  const folder = temporaryFolder();
  const cad_file = ["first", "later", "last"].map((name) => `${folder}/${name}`);
  const run = await runTasks([open], { cad_file }, { debug: false, maxWorkers: 1, loader });
  expect(run.errors).toEqual([]);
  expect(run.summary).toMatchObject({ file_count: 3, error_count: 0 });
});

test("a process that ends while it boots says how, and is not started again and again", async () => {
  const run = runTasks([never], { n: many }, { debug: false, maxWorkers: 2 });
  await expect(run).rejects.toBeInstanceOf(WorkerBootError);
  await expect(run).rejects.toThrow("SIGKILL");
  expect(alive(descendants(Deno.pid))).toEqual([]);
});
