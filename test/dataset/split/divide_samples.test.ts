import { expect, test } from "vitest";
import { divideSamples } from "../../../src/dataset/split/divide_samples.ts";
import { columnsOf } from "../../../src/dataset/split/sample_columns.ts";
import type { SplitRule } from "../../../src/dataset/split/split_rule.ts";
import { CodedTexts } from "../../../src/storage/column/coded_texts.ts";

const RULE: SplitRule = {
  keys: ["family"],
  group: null,
  stratify: "single",
  subsets: [{ name: "train", share: 0.6 }, { name: "test", share: 0.4 }],
  seed: 3,
  bins: null,
  groupBy: "file",
  dedupe: null,
  where: null,
};

test.each([1, 2])("the numbers of classes decide nothing, with %i bodies a file", (bodies) => {
  const samples = columnsOf(Array.from({ length: 60 }, (_, s) => {
    const file = `part_${Math.floor(s / bodies)}.step`;
    return { file, hash: `hash of ${file}`, body: s % bodies, group: file };
  }));
  const list = Array.from(
    { length: 60 },
    (_, s) => ["shaft", "gear", "plate", "axle"][s * s % 7 % 4],
  );
  const sorted = [...new Set(list)].sort();
  const classes = [
    CodedTexts.of(list),
    new CodedTexts(Int32Array.from(list, (name) => sorted.indexOf(name)), sorted),
    new CodedTexts(Int32Array.from(list, (name) => 1 + sorted.indexOf(name)), ["none", ...sorted]),
  ];
  const dropped = list.map((_, s) => s % 10 === 0);
  for (const left of [null, dropped]) {
    const [first, ...others] = classes.map((texts) => divideSamples(RULE, samples, texts, left));
    for (const other of others) expect(other).toEqual(first);
    expect([...first].filter((subset) => subset < 0)).toHaveLength(left === null ? 0 : 6);
  }
});
