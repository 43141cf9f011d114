import { expect, test } from "vitest";
import type { KnownItem } from "../../../src/journal/journal_types.ts";
import type { ItemError } from "../../../src/pipeline/items/item_error.ts";
import { ErrorLimit } from "../../../src/pipeline/stages/error_limit.ts";
import type { TaskCounts } from "../../../src/pipeline/stages/run_environment.ts";
import { StageTally } from "../../../src/pipeline/stages/stage_tally.ts";
import type { BaseTask } from "../../../src/pipeline/tasks/task_classes.ts";

const done = { skipped: false, result: 1 } as const;
const skipped = { skipped: true } as const;
const known = (facts: Partial<KnownItem>) =>
  ({ state: "done", task: null, file: null, error_class: null, ...facts }) as KnownItem;
const failure = (task: string) => ({
  row: { task, item: "a", error_class: "E", message: "m", message_template: "m" } as ItemError,
  stack: "at a.ts",
});

function tallyOf(...tasks: string[]) {
  const counts = new Map<string, TaskCounts>();
  const instances = new Map(tasks.map((name) => [name, { skipped: 0 } as BaseTask]));
  const lines: string[] = [];
  const log = (level: string, message: string) => void lines.push(`${level} ${message}`);
  const limit = new ErrorLimit({ tasks: [] }, {}, 10, "retry");
  const tally = new StageTally(tasks, { counts, instances, log }, limit);
  return { tally, counts, instances, lines };
}

test("each task counts for itself what it did and skipped", () => {
  const { tally, counts, instances } = tallyOf("a", "b");
  tally.available(7);
  tally.take({ tasks: [done, skipped], file: "x.data", bytes: 3, source: null });
  tally.take({ tasks: [done, done], file: null, bytes: null, source: null });
  expect(counts.get("a")).toMatchObject({ done: 2, available: 7 });
  expect(counts.get("b")).toMatchObject({ done: 1 });
  expect(instances.get("b")!.skipped).toBe(1);
  expect(tally.files).toBe(1);
});

test("what is kept counts too, and a kept failure for the task that failed", () => {
  const { tally, counts } = tallyOf("a", "b");
  tally.keep(known({ file: "x.data" }), () => [done, done]);
  tally.keep(known({ state: "failed", task: 1, error_class: "E" }), () => []);
  expect(counts.get("a")).toMatchObject({ done: 1, reused: 1, failed: 0 });
  expect(counts.get("b")).toMatchObject({ done: 1, failed: 1, keptFailed: 1 });
  expect([tally.files, tally.errors]).toEqual([1, 1]);
});

test("the log has a thousand failures, and then says where the others are", () => {
  const { tally, lines } = tallyOf("a");
  tally.fail(Array.from({ length: 1200 }, () => failure("a")));
  expect(tally.errors).toBe(1200);
  expect(lines).toHaveLength(2001);
  expect(lines.slice(0, 2)).toEqual(["ERROR 'a' failed for a: E: m", "ERROR at a.ts"]);
  expect(lines.at(-1)).toBe("ERROR Further errors are in error_summary.json.");
});

test("an error that is forgiven is a warning", () => {
  const { tally, lines } = tallyOf("a");
  tally.take({ tasks: [skipped], file: null, bytes: null, source: null, forgiven: "let it be" });
  expect(lines).toEqual(["WARNING let it be"]);
});
