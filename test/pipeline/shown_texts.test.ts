/** What a run shows has no secrets, and moves no cursor; what it gives is exact. */
import { expect, test, vi } from "vitest";
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
