/**
 * Divides many random tables, for scikit-learn to look at.
 *
 * ```sh
 * deno run -A test/interop/split_tables.ts tables.json   # and with node from version 24
 * python test/interop/splits.py tables.json
 * ```
 *
 * Labels are skewed, groups of 1 to 12 samples, and mixed in their labels or pure. The last line is
 * a hash of all assignments: it must be the same in every process, on every machine.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { columnsOf } from "../../src/dataset/split/sample_columns.ts";
import { CodedTexts } from "../../src/storage/column/coded_texts.ts";
import { divideSamples } from "../../src/dataset/split/divide_samples.ts";
import { createRandom } from "../../src/dataset/split/random.ts";
import type { SplitRule } from "../../src/dataset/split/split_rule.ts";
import { foldNames, SUBSETS } from "../../src/dataset/split/subset_name.ts";

/** How samples come in groups: alone, of any labels, or of one label each. */
const KINDS = ["alone", "mixed", "pure"] as const;

const SHARES = [[0.7, 0.15, 0.15], [0.8, 0.2, 0], [0.6, 0.2, 0.2]];

const tables = Array.from({ length: 72 }, (_, number) => {
  const random = createRandom(1000 + number);
  const kind = KINDS[number % 3];
  const samples = 60 + random.below(600);
  const classes = 2 + random.below(9);
  const largest = 2 + random.below(11);
  const labels: number[] = [], groups: number[] = [];
  for (let group = 0; labels.length < samples; group++) {
    const own = random.below(1 + random.below(classes));
    for (let left = kind === "alone" ? 1 : 1 + random.below(largest); left > 0; left--) {
      labels.push(kind === "pure" ? own : random.below(1 + random.below(classes)));
      groups.push(group);
    }
  }
  const folds = number % 2 === 0 ? 2 + random.below(5) : null;
  const shares = folds === null
    ? SHARES[random.below(3)]
    : new Array<number>(folds).fill(1 / folds);
  const names = folds === null ? SUBSETS : foldNames(folds);
  const rule: SplitRule = {
    keys: ["label"],
    group: null,
    stratify: "single",
    subsets: shares.map((share, s) => ({ name: names[s], share })),
    seed: number,
    bins: null,
    groupBy: "group",
    dedupe: null,
    where: null,
  };
  const own = groups.map((group, s) => ({
    file: `part_${s}.step`,
    hash: null,
    body: 0,
    group: `${group}`,
  }));
  const assignment = divideSamples(
    rule,
    columnsOf(own),
    CodedTexts.of(labels.map(String)),
    labels.map(() => false),
  );
  return { kind, folds, shares, labels, groups, assignment: Array.from(assignment) };
});

writeFileSync(argv[2], JSON.stringify(tables));
const hash = createHash("sha256").update(JSON.stringify(tables.map((one) => one.assignment)));
console.log(`${tables.length} tables, ${hash.digest("hex")}`);
