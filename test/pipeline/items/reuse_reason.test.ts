import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { KnownItem } from "../../../src/journal/journal_types.ts";
import { parametersText } from "../../../src/pipeline/items/parameters_text.ts";
import { reuseReason, type ReuseTerms } from "../../../src/pipeline/items/reuse_reason.ts";
import { sourceStamp } from "../../../src/pipeline/items/source_stamp.ts";
import { temporaryFolder } from "../helpers.ts";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // sha256 of "abc"

const parts = { code: "c", parameters: "p", schema: "s" };
const terms: ReuseTerms = {
  fresh: false,
  retryFailed: false,
  since: 5,
  fingerprint: { id: 1, parts },
  fingerprintOf: (id) =>
    id === 2
      ? { ...parts, code: "old" }
      : id === 3
      ? { ...parts, parameters: parametersText("p", ["uvnet"]) }
      : id === 4
      ? { ...parts, parameters: "other" }
      : null,
  outdated: new Set(),
  distrusted: [],
  beside: () => "",
  folder: "/nowhere",
};
const known: KnownItem = {
  id: 1,
  position: 0,
  state: "done",
  fingerprint: 1,
  run: 4,
  due: 0,
  content: "-",
  size: null,
  stamp: null,
  alone: null,
  file: null,
  file_bytes: null,
  task: null,
  error_class: null,
  exporters: null,
};
const identity = { key: "number 1", stamp: null, comparable: true };

test.each<[string, string, Partial<KnownItem> | null, Partial<ReuseTerms>]>([
  ["all is the same", "unchanged", {}, {}],
  ["it is not known", "new", null, {}],
  ["a run listed it and did not come to it", "new", { state: null }, {}],
  ["its process ended under it", "in flight when the run ended", { alone: "batch" }, {}],
  ["all is asked for", "asked for", {}, { fresh: true }],
  ["all is asked for, and it was done for that", "unchanged", { run: 5 }, { fresh: true }],
  ["it failed", "unchanged", { state: "failed" }, {}],
  ["it failed and is to be retried", "failed before", { state: "failed" }, { retryFailed: true }],
  ["it was retried already", "unchanged", { state: "failed", run: 5 }, { retryFailed: true }],
  ["the code is another", "code changed", { fingerprint: 2 }, {}],
  ["the profile is another", "profile changed", { fingerprint: 3 }, {}],
  ["the parameters are others", "parameters changed", { fingerprint: 4 }, {}],
  ["newer code makes something else", "Trunnion makes something else", {}, {
    outdated: new Set([4]),
  }],
  ["its file is of a program that is not trusted", "readers disagree on its exporter", {
    exporters: "b\na",
  }, { distrusted: ["a"] }],
  ["its file is of another program", "unchanged", { exporters: "aa" }, { distrusted: ["a"] }],
  ["it could not be compared then", "always done", { fingerprint: null }, {}],
  ["it cannot be compared now", "always done", {}, { fingerprint: null }],
  ["it was a file then", "source changed", { content: "ab" }, {}],
  ["its output is gone", "output missing", { file: "a.data", file_bytes: 3 }, {}],
])("an item of which %s: %s", (_, reason, changes, otherTerms) => {
  const item = changes === null ? null : { ...known, ...changes };
  expect(reuseReason(item, identity, "1", { ...terms, ...otherTerms })).toBe(reason);
});

test("what is said of an item beside it counts as its content does", async () => {
  const path = join(temporaryFolder(), "a");
  writeFileSync(path, "abc");
  const stamp = sourceStamp(path)!;
  const reason = (content: string, then: string, beside: string) =>
    reuseReason({ ...known, content, size: 3, stamp: then }, { ...identity, stamp }, path, {
      ...terms,
      beside: () => beside,
    });
  expect(reason(ABC, `${stamp.text} labels 1`, "labels 1")).toBe("unchanged");
  // Only its time is another, and then its labels too.
  expect(await reason(`${ABC} labels 1`, "older", "labels 1")).toBe("unchanged");
  expect(await reason(`${ABC} labels 1`, `${stamp.text} labels 1`, "labels 2")).toBe(
    "source changed",
  );
  expect(await reason(ABC, stamp.text, "labels 1")).toBe("source changed");
  expect(await reason(`${ABC} labels 1`, `${stamp.text} labels 1`, "")).toBe("source changed");
});
