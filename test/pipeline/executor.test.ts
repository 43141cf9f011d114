import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeHandler, type PoolExecutor, RunEnding, toErrorRow } from "../../mod.ts";
import * as tasks from "./fixtures/plain_tasks.ts";
import { quietFlow, resultsOf, runTasks } from "./helpers.ts";

/** An executor from outside: one item after the other, the last first, in no process of its own. */
function backwards(did: string[]): PoolExecutor {
  return {
    open({ kinds }) {
      const closing: (() => unknown)[] = [];
      return {
        size: 1,
        activity: () => [],
        close: async () => {
          for (const close of closing) await close();
        },
        async run(items, { kind = Object.keys(kinds)[0], shared, signal, onHanded, onOutcomes }) {
          did.push(kind);
          const handler = await makeHandler(kinds[kind]);
          closing.push(() => handler.close?.());
          const all = kind === "items" ? (await Array.fromAsync(items)).reverse() : items;
          for await (const item of all) {
            onHanded?.([item], 0);
            const { index, payload } = item;
            const known = {
              index,
              payload,
              worker: 0,
              pid: null,
              durationMs: 1,
              handed: 1,
              quarantined: false,
            };
            const about = { index, worker: 0, signal, log: () => {}, limit: () => {} };
            try {
              const value = await handler.run(payload, shared, about);
              onOutcomes([{ ...known, ok: true, value }]);
            } catch (thrown) {
              if (thrown instanceof RunEnding) throw thrown;
              onOutcomes([{ ...known, ok: false, error: toErrorRow(thrown), logs: [] }]);
            }
          }
        },
      };
    },
  };
}

test("an executor from outside does the items and writes the dataset's shards", async () => {
  const did: string[] = [];
  const options = { debug: false, executor: backwards(did) };
  const run = await runTasks([tasks.count, tasks.encode], { sources: [8] }, options);
  expect(did).toEqual(["items", "items", "shards"]);
  const here = await runTasks([tasks.count, tasks.encode], { sources: [8] });
  expect(run.summary).toMatchObject({ file_count: 6, sample_count: 6, error_count: 1 });
  expect(run.errors.map(({ error, worker_pid }) => [error, worker_pid]))
    .toEqual(here.errors.map(({ error }) => [error, null]));
  const shape = (flow: typeof run) =>
    readFileSync(`${flow.summary.flow_data}/zarr.json`, "utf8").replace(/"created[^,]*,/g, "");
  expect(shape(run)).toBe(shape(here));
  expect(resultsOf(run, "count")).toEqual(resultsOf(here, "count"));
});

test("what is no executor, or stands beside debug, is refused", () => {
  const task = { tasks: [tasks.count] };
  expect(() => quietFlow({ ...task, executor: backwards([]) })).toThrow(
    "`executor` must be an object with the method `open`",
  );
  const wrong = {} as PoolExecutor;
  expect(() => quietFlow({ ...task, debug: false, executor: wrong })).toThrow("`executor` must be");
});
