import { expect, test } from "vitest";
import type { LiveDetails } from "../../../src/display/live_view.ts";
import { StageProgress } from "../../../src/pipeline/stages/stage_progress.ts";
import type { Outcome, WorkerActivity } from "../../../src/pool/run/task_pool.ts";

const base = { worker: 0, pid: Deno.pid, handed: 1, quarantined: false };
const error = {
  error_class: "Bad",
  message: "bad",
  message_template: "bad",
  stack: null,
  data: {},
  cause: null,
};

function outcome(index: number, durationMs: number, ok = true): Outcome {
  const facts = { ...base, index, payload: { item: `${index}.step`, twin: 0 }, durationMs };
  return ok ? { ...facts, ok, value: null } : { ...facts, ok, error, logs: [] };
}

function start(total: number, activity: readonly WorkerActivity[] = []) {
  const updates: [number, number | undefined][] = [];
  const events: number[][] = [];
  let look: () => LiveDetails = () => ({});
  let finished = 0;
  const progress = new StageProgress({
    label: "encode",
    total,
    setting: (options) => {
      look = options.look!;
      return {
        update: (done, errors) => void updates.push([done, errors]),
        finish: () => Promise.resolve().then(() => void finished++),
      };
    },
    context: { progress: (done, total, errors) => void events.push([done, total!, errors]) },
    activity: () => activity,
    stallAfter: Infinity,
    onStall: () => {},
  });
  return { progress, updates, events, look: () => look(), finished: () => finished };
}

test("groups of outcomes and kept items are counted", async () => {
  const { progress, updates, events, look, finished } = start(10);
  progress.keep({ done: 3, skipped: 1, failed: 1 });
  progress.take([outcome(5, 10), outcome(6, 30, false), outcome(7, 20)]);
  expect(updates).toEqual([[5, 1], [8, 2]]);
  expect(look()).toMatchObject({
    reused: 4,
    keptFailed: 1,
    slowest: { item: "6.step", durationMs: 30 },
    workers: [],
  });
  await progress.finish();
  expect(finished()).toBe(1);
  expect(events[0]).toEqual([5, 10, 1]);
  expect(events.at(-1)).toEqual([8, 10, 2]);
});

test("what the workers do is told by the names of their items", () => {
  const since = performance.now() - 500;
  const { look } = start(2, [
    {
      worker: 0,
      pid: 1,
      item: { index: 3, payload: { item: ["a", 1], twin: 0 } },
      pending: 4,
      since,
    },
    { worker: 1, pid: 2, item: null, pending: 0, since },
  ]);
  const { workers, memory } = look();
  expect(workers).toMatchObject([
    { worker: 0, item: '["a",1]', pending: 4 },
    { worker: 1, item: null, pending: 0 },
  ]);
  expect(workers![0].durationMs).toBeGreaterThanOrEqual(500);
  expect(memory!.own).toBeGreaterThan(0);
});

test("without a display only events tell", async () => {
  const events: number[] = [];
  const progress = new StageProgress({
    label: "x",
    total: 1,
    setting: false,
    context: { progress: (done) => void events.push(done) },
    activity: () => [],
    stallAfter: Infinity,
    onStall: () => {},
  });
  progress.take([outcome(0, 1)]);
  await progress.finish();
  expect(events).toEqual([1, 1]);
});
