import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Journal } from "../../../src/journal/journal.ts";
import type { ItemCall } from "../../../src/pipeline/items/item_call.ts";
import { StageList } from "../../../src/pipeline/stages/stage_list.ts";
import { beginRun } from "../../journal/journals.ts";
import { temporaryFolder } from "../helpers.ts";

test("the last items are those that are done last, from the end", async () => {
  const folder = temporaryFolder();
  const files = [3, 9, 5, 7].map((size) => {
    const path = join(folder, `${size}`);
    writeFileSync(path, "x".repeat(size));
    return path;
  });
  const journal = Journal.open(join(temporaryFolder(), "journal.sqlite"));
  beginRun(journal);
  const terms = {
    beside: () => "",
    fresh: false,
    retryFailed: false,
    since: journal.since,
    fingerprint: null,
    fingerprintOf: () => null,
    outdated: new Set<number>(),
    distrusted: [],
    folder,
  };
  const { signal } = new AbortController();
  const list = await StageList.make(files, journal.stage("s"), terms, signal, () => {});
  const order = [...list.poolItems(null)].map(({ payload }) => (payload as ItemCall).item);
  expect(order.toSorted()).toEqual(files.toSorted());
  expect(order).not.toEqual(files);
  expect([...list.lastItems()]).toEqual(order.toReversed());
  journal.close();
});
