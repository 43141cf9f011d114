import { expect, test } from "vitest";
import { Journal } from "../../../src/journal/journal.ts";
import type { ReuseTerms } from "../../../src/pipeline/items/reuse_reason.ts";
import { identify } from "../../../src/pipeline/items/item_identity.ts";
import { auditSample } from "../../../src/pipeline/stages/audit_sample.ts";
import { beginRun, done, list } from "../../journal/journals.ts";
import { temporaryFolder } from "../helpers.ts";

const { signal } = new AbortController();

/** A journal in which so many numbers are done. */
function journalOf(count: number, changes: Parameters<typeof done>[1] = {}) {
  const journal = Journal.open(`${temporaryFolder()}/journal.sqlite`);
  beginRun(journal);
  const stage = journal.stage("s");
  const items = Array.from({ length: count }, (_, n) => n);
  const fingerprint = journal.fingerprint({ code: "c", parameters: "p", schema: "s" });
  const ids = list(stage, items.map((n) => identify(n).key));
  stage.ended(ids.map((id) => done(id, { fingerprint, content: "-", ...changes })));
  const terms: ReuseTerms = {
    fresh: false,
    retryFailed: false,
    since: 5,
    fingerprint: { id: fingerprint, parts: { code: "c", parameters: "p", schema: "s" } },
    fingerprintOf: () => null,
    outdated: new Set(),
    distrusted: [],
    beside: () => "",
    folder: "/nowhere",
  };
  return { items, stage, terms, close: () => journal.close() };
}

test("one in 200 is chosen, the same each time, wherever it stands in the list", async () => {
  const { items, stage, terms, close } = journalOf(4000);
  const sample = await auditSample(items, stage, terms, () => "older", signal);
  expect(sample.length).toBeGreaterThan(5);
  expect(sample.length).toBeLessThan(60);
  const again = await auditSample(items.toReversed(), stage, terms, () => "older", signal);
  const ids = (some: typeof sample) => some.map(({ known }) => known.id).sort();
  expect(ids(again)).toEqual(ids(sample));
  close();
});

test("of a few it is one, and of each version one", async () => {
  const { items, stage, terms, close } = journalOf(3);
  expect(await auditSample(items, stage, terms, () => "older", signal)).toHaveLength(1);
  expect(await auditSample(items, stage, terms, () => undefined, signal)).toEqual([]);
  expect(await auditSample([7], stage, terms, () => "older", signal)).toEqual([]); // not known
  close();
});

test("what would be done anyway, and what has failed, is not chosen", async () => {
  for (const changes of [{ content: "other" }, { state: "failed" as const }]) {
    const { items, stage, terms, close } = journalOf(3, changes);
    expect(await auditSample(items, stage, terms, () => "older", signal)).toEqual([]);
    close();
  }
});
