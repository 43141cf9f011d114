import { expect, test } from "vitest";
import { afterCrash, type UnansweredItems } from "../../../src/pool/run/after_crash.ts";
import type { QueuedItem } from "../../../src/pool/run/crash_blame.ts";

const worker = { number: 2, pid: 77, accepted: true };
const crash = new Error("it is no more");
const had = (items: QueuedItem[], quarantined = false): UnansweredItems => ({
  pending: new Map(items.map((item) => [item.index, item])),
  since: performance.now() - 50,
  quarantined,
});

test("counts the time that has just ended, and says how each suspect is tried", () => {
  const items = [{ index: 4, payload: "a" }, { index: 5, payload: "b", handed: 1 }];
  const { again, suspects, failed } = afterCrash(worker, had(items), crash, true);
  expect(again).toEqual([
    { index: 4, payload: "a", handed: 1, alone: "batch" },
    { index: 5, payload: "b", handed: 2, alone: "batch" },
  ]);
  expect(suspects).toMatchObject([
    { index: 4, payload: "a", alone: "batch", error: { message: "it is no more" } },
    { index: 5, payload: "b", alone: "batch" },
  ]);
  expect(failed).toBeNull();
});

test("an item that fails says where, after how long and how often it was tried", () => {
  const alone = had([{ index: 4, payload: "a", handed: 1, alone: "process" }], true);
  const { again, suspects, failed } = afterCrash(worker, alone, crash, true);
  expect([again, suspects]).toEqual([[], []]);
  expect(failed).toMatchObject({
    index: 4,
    payload: "a",
    worker: 2,
    pid: 77,
    handed: 2,
    quarantined: true,
    ok: false,
    error: { message: "it is no more", data: { quarantined: true, attempts: 2 } },
  });
  expect(failed!.durationMs).toBeGreaterThanOrEqual(50);
});
