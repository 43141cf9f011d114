import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toErrorRow } from "../../../src/flow/record/error_row.ts";
import { type EndFacts, itemEnd } from "../../../src/pipeline/items/item_end.ts";
import { sourceStamp } from "../../../src/pipeline/items/source_stamp.ts";
import { temporaryFolder } from "../helpers.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // sha256 of "abc"

/** How an item ended that failed without an answer, as with a crash. */
function failedEnd(item: unknown, stamp: string | null, beside = "") {
  const facts: EndFacts = {
    id: 1,
    fingerprint: 1,
    stamp,
    beside,
    tasks: ["t"],
    withoutReply: false,
  };
  return itemEnd({
    index: 0,
    payload: { item, twin: 0 },
    worker: 0,
    pid: 7,
    durationMs: 1,
    handed: 2,
    quarantined: true,
    ok: false,
    error: toErrorRow(new RangeError("no")),
    logs: [],
  }, facts);
}

/** How an item ended whose worker has said what it read. */
function doneEnd(
  item: unknown,
  { content, size, stamp }: { content: string; size: number; stamp: string },
  beside: string,
) {
  const facts = { id: 1, fingerprint: 1, stamp, beside, tasks: ["t"], withoutReply: true };
  const source = { hash: content, size, stamp };
  return itemEnd({
    index: 0,
    payload: { item, twin: 0 },
    worker: 0,
    pid: 7,
    durationMs: 1,
    handed: 1,
    quarantined: false,
    ok: true,
    value: { tasks: [], file: null, bytes: 0, source },
    logs: [],
  } as never, facts)[0];
}

test("a failed item's file is hashed where its time proves nothing, else its stamp is kept", () => {
  const path = join(temporaryFolder(), "a");
  writeFileSync(path, "abc");
  const fresh = sourceStamp(path)!;
  expect(failedEnd(path, fresh.text)[0]).toMatchObject({ content: ABC, size: 3, stamp: null });
  // A hash alone cannot tell what was read once the file has changed.
  utimesSync(path, 1, 1);
  expect(failedEnd(path, fresh.text)[0]).toMatchObject({ content: null, stamp: null });
  expect(failedEnd(join(path, "gone"), fresh.text)[0]).toMatchObject({ content: null });
  expect(failedEnd(3, null)[0]).toMatchObject({ content: "-" });
});

test("what is said of an item beside it is a part of its content, and of its stamp", () => {
  const path = join(temporaryFolder(), "a");
  writeFileSync(path, "abc");
  expect(failedEnd(path, sourceStamp(path)!.text, "labels 1")[0].content).toBe(`${ABC} labels 1`);
  const stamp = { content: ABC, size: 3, stamp: "old" };
  expect(doneEnd(path, stamp, "labels 1")).toMatchObject({ stamp: "old labels 1", size: 3 });
  expect(doneEnd(path, stamp, "")).toMatchObject({ content: ABC, stamp: "old" });
});

test("the error's row names the task and the process", () => {
  const [end, row] = failedEnd(3, null);
  expect(end).toMatchObject({ state: "failed", task: 0, handed: 2, quarantined: true });
  expect(row).toMatchObject({ task: "t", worker_pid: 7, error_class: "RangeError", item: "3" });
  expect(JSON.parse(end.error!)).toEqual(JSON.parse(JSON.stringify(row)));
});
