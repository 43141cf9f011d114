import { expect, test } from "vitest";
import type { ItemMessage } from "../../../src/pool/channel/protocol.ts";
import type { PooledWorker } from "../../../src/pool/hosts/pooled_worker.ts";
import { doAside } from "../../../src/pool/run/aside_work.ts";
import type { Outcome, PoolItem } from "../../../src/pool/run/task_pool.ts";

const item = { index: 3, payload: "piece" };
const failed = { kind: "failed", index: 3, logs: ["l"], durationMs: 2, unfit: false } as const;
const error = { error_class: "Error", message: "no" } as never;

/** Has a worker that answers so do one piece; says what came of it. */
async function done(
  messages: readonly unknown[],
  { ends = false, stopped = false, refuses = false } = {},
) {
  const outcomes: Outcome[] = [], back: PoolItem[] = [], asked: unknown[] = [];
  const worker = {
    number: 1,
    pid: 7,
    runBatch(...[kind, items, shared, onItems]: Parameters<PooledWorker["runBatch"]>) {
      asked.push(kind, items, shared.id);
      onItems(messages as ItemMessage[]);
      return ends ? Promise.reject(new Error("it has ended")) : Promise.resolve();
    },
  } as unknown as PooledWorker;
  const thrown = await doAside(
    worker,
    item,
    {
      kind: "other",
      take: () => undefined,
      onOutcome(outcome) {
        outcomes.push(outcome);
        if (refuses) throw new RangeError("not wanted");
      },
      giveBack: (piece) => void back.push(piece),
    },
    { id: 5, bytes: new Uint8Array() },
    () => stopped,
  ).then(() => null, (error) => String(error));
  return { outcomes, back, asked, thrown };
}

test("a worker's answer is the outcome, once", async () => {
  const message = { kind: "done", index: 3, value: "v", durationMs: 2 };
  const { outcomes, back, asked, thrown } = await done([message, message], { ends: true });
  expect(asked).toEqual(["other", [item], 5]);
  const base = { index: 3, payload: "piece", worker: 1, pid: 7, durationMs: 2, handed: 1 };
  expect(outcomes).toEqual([{ ...base, quarantined: false, ok: true, value: "v" }]);
  expect([back, thrown]).toEqual([[], "Error: it has ended"]);
  expect((await done([{ ...failed, error }])).outcomes).toEqual([
    { ...base, quarantined: false, ok: false, error, logs: ["l"] },
  ]);
});

test("what a worker did not do is given back, and is nobody's fault", async () => {
  const given = { outcomes: [], back: [item] };
  expect(await done([])).toMatchObject({ ...given, thrown: null });
  expect(await done([], { ends: true })).toMatchObject({ ...given, thrown: "Error: it has ended" });
  expect(await done([{ ...failed, error, unfit: true }])).toMatchObject(given);
  expect(await done([{ ...failed, error }], { stopped: true })).toMatchObject(given);
  expect(await done([{ ...failed, error, index: 4 }])).toMatchObject(given);
});

test("what the outcome is answered with is thrown", async () => {
  const { back, thrown } = await done([{ ...failed, error }], { refuses: true });
  expect([back, thrown]).toEqual([[], "RangeError: not wanted"]);
});
