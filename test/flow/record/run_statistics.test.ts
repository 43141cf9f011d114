import { expect, test } from "vitest";
import type { JobRecord } from "../../../src/flow/record/job_record.ts";
import { runStatistics } from "../../../src/flow/record/run_statistics.ts";

const job = (
  definition: string,
  state: JobRecord["state"],
  attempts: number,
  durationMs: number | null,
) => ({ definition, state, attempts, durationMs }) as JobRecord;

test("calls of one job stand together", () => {
  const statistics = runStatistics([
    job("read", "completed", 1, 10),
    job("read", "failed", 4, 40),
    job("read", "running", 1, null),
    job("write", "completed", 1, 0),
    job("send", "skipped", 0, null),
    job("send", "cancelled", 1, 5),
    job("late", "pending", 0, null),
  ], 55);
  expect(statistics).toEqual({
    total: 7,
    pending: 1,
    running: 1,
    completed: 2,
    failed: 1,
    skipped: 1,
    cancelled: 1,
    attempts: 8,
    durationMs: 55,
    jobs: {
      read: { total: 3, completed: 1, failed: 1, minMs: 10, meanMs: 25, maxMs: 40 },
      write: { total: 1, completed: 1, failed: 0, minMs: 0, meanMs: 0, maxMs: 0 },
      send: { total: 2, completed: 0, failed: 0, minMs: 5, meanMs: 5, maxMs: 5 },
      late: { total: 1, completed: 0, failed: 0, minMs: null, meanMs: null, maxMs: null },
    },
  });
});

test("a run without jobs comes to nothing", () => {
  expect(runStatistics([], null)).toMatchObject({
    total: 0,
    attempts: 0,
    durationMs: null,
    jobs: {},
  });
});
