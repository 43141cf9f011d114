/** What a run shows has no secrets, and moves no cursor; what it gives is exact. */
import process from "node:process";
import { expect, test, vi } from "vitest";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import * as tasks from "./fixtures/telling_tasks.ts";
import { quietFlow, runTasks } from "./helpers.ts";

const NAME = "a\n2026-01-01 00:00:00 - INFO - forged\x1b[2J\u202e.step";

test("what tasks print in workers moves no cursor, and results are exact", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const options = { debug: false, maxWorkers: 1 };
  const run = await runTasks([tasks.tell], { name: [NAME] }, options);
  const printed = log.mock.calls.flat();
  log.mockRestore();
  expect(printed).toEqual(["a\n2026-01-01 00:00:00 - INFO - forged\\x1b[2J\\u202e.step"]);
  expect(run.outputs.told).toEqual([NAME]);
});

test("what tasks write to the stream itself does not either", async () => {
  const written = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  const options = { debug: false, maxWorkers: 1, isolation: "process" } as const;
  await runTasks([tasks.write], { name: [`${NAME}\x1b[31mred`] }, options);
  await closeWorkers();
  const text = written.mock.calls.flat().join("");
  written.mockRestore();
  expect(text).toContain("forged\\x1b[2J\\u202e.step\x1b[31mred");
});

test("an error that ends a run comes to its script, its log and its record masked", async () => {
  Deno.env.set("TELLING_TEST_SECRET", "hidden-value");
  try {
    const flow = quietFlow({ tasks: [tasks.tell, tasks.betray] });
    const error = await flow.process({ inputs: { name: ["a"] } }).catch((error) => error);
    expect(error).toBeInstanceOf(RangeError);
    const { message, stack, cause } = error;
    expect([message, cause.message]).toEqual([
      "no ***",
      "cannot fetch https://***@host/?token=***",
    ]);
    expect(`${stack}${cause.stack}`).not.toMatch(/hidden-value|pw@|abc/);
  } finally {
    Deno.env.delete("TELLING_TEST_SECRET");
  }
});
