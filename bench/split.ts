/**
 * How fast are samples split?
 *
 * Divides tables of 160,000, 200,000 and 1,000,000 samples in groups of five on average, 20 skewed
 * classes, 70/15/15 and in five folds; then splits a dataset of 160,000 samples as a user does:
 * keys and groups read from the infoset, the split written beside it, subsets into it. Beside it
 * scikit-learn's StratifiedGroupKFold on the same tables. Times are processor seconds, the least of
 * three; walls depend on what else the machine does.
 *
 * ```sh
 * TRUNNION_PYTHON=python3 deno run -A bench/split.ts   # with scikit-learn installed there
 * ```
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { openDataset } from "../src/dataset/open_dataset.ts";
import { columnsOf } from "../src/dataset/split/sample_columns.ts";
import { divideSamples } from "../src/dataset/split/divide_samples.ts";
import { createRandom } from "../src/dataset/split/random.ts";
import type { SplitRule } from "../src/dataset/split/split_rule.ts";
import { foldNames, SUBSETS } from "../src/dataset/split/subset_name.ts";
import { CodedTexts } from "../src/storage/column/coded_texts.ts";
import { writeParquet } from "../src/storage/parquet.ts";
import { groupMetadata } from "../src/storage/zarr/zarr_metadata.ts";

const SIZES = [160_000, 200_000, 1_000_000];
const CLASSES = 20;
/** The peer is not asked about more: it takes minutes. */
const MOST_OF_PEER = 200_000;

/** Times the peer on the same table. */
const PEER = `
import json, sys, time
import numpy as np
from sklearn.model_selection import StratifiedGroupKFold
table = {k: np.array(v) for k, v in json.load(open(sys.argv[1])).items()}
began = time.process_time()
list(StratifiedGroupKFold(5).split(table["labels"], table["labels"], table["groups"]))
print(f"  scikit-learn's StratifiedGroupKFold(5): {time.process_time() - began:.2f} s", end="")
`;

const work = mkdtempSync(join(tmpdir(), "trunnion-bench-split-"));
try {
  for (const count of SIZES) await divideTables(count);
  await splitDataset(160_000);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Labels, skewed, and groups of samples that lie together, as bodies of a file do. */
function table(count: number) {
  const random = createRandom(count);
  const labels = new Int32Array(count), groups = new Int32Array(count);
  for (let s = 0, group = 0; s < count; group++) {
    for (let left = 1 + random.below(9); left > 0 && s < count; left--, s++) {
      labels[s] = random.below(1 + random.below(CLASSES));
      groups[s] = group;
    }
  }
  return { labels, groups };
}

async function divideTables(count: number): Promise<void> {
  const { labels, groups } = table(count);
  const samples = columnsOf(Array.from(groups, (group, s) => ({
    file: `parts/${group}.step`,
    hash: `${group}`.padStart(64, "0"),
    body: s,
    group: `parts/${group}.step`,
  })));
  const texts = CodedTexts.of(Array.from(labels, (label) => `class ${label}`));
  const none = new Array<boolean>(count).fill(false);
  const rule = (names: readonly string[], shares: readonly number[]): SplitRule => ({
    keys: ["label"],
    group: null,
    stratify: "single",
    subsets: names.map((name, i) => ({ name, share: shares[i] })),
    seed: 1,
    bins: null,
    groupBy: "file",
    dedupe: null,
    where: null,
  });
  const shares = rule(SUBSETS, [0.7, 0.15, 0.15]);
  const folds = rule(foldNames(5), new Array<number>(5).fill(0.2));
  for (const [name, one] of [["70/15/15", shares], ["5 folds", folds]] as const) {
    const seconds = await least(() => void divideSamples(one, samples, texts, none));
    console.log(`${count} samples in groups, ${name}: ${seconds.toFixed(2)} s`);
  }
  const python = Deno.env.get("TRUNNION_PYTHON");
  if (python === undefined || count > MOST_OF_PEER) return;
  const path = join(work, "table.json");
  writeFileSync(path, JSON.stringify({ labels: [...labels], groups: [...groups] }));
  const { stdout, stderr } = await new Deno.Command(python, { args: ["-c", PEER, path] }).output();
  console.log(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr).slice(-400));
}

/** A dataset with nothing but an infoset of so many samples, split as a user does. */
async function splitDataset(count: number): Promise<void> {
  const { labels, groups } = table(count);
  const folder = join(work, "parts");
  mkdirSync(join(folder, "parts.dataset"), { recursive: true });
  const trunnion = { format: 1, flow_name: "parts", sample_count: count };
  writeFileSync(
    join(folder, "parts.dataset", "zarr.json"),
    JSON.stringify(groupMetadata({ trunnion })),
  );
  const text = (name: string, of: (s: number) => string) => (
    { name, type: "string", values: Array.from({ length: count }, (_, s) => of(s)) } as const
  );
  const whole = (name: string, of: (s: number) => number) => (
    { name, type: "int64", values: Array.from({ length: count }, (_, s) => of(s)) } as const
  );
  const first = new Map<number, number>();
  groups.forEach((group, s) => first.has(group) || first.set(group, s));
  writeParquet(join(folder, "parts.infoset"), [
    text("name", (s) => `part_${groups[s]}/body_${s}`),
    whole("id", (s) => s),
    whole("file_id", (s) => groups[s]),
    text("file", (s) => `parts/part_${groups[s]}.step`),
    text("file_hash", (s) => `${groups[s]}`.padStart(64, "0")),
    whole("body_index", (s) => s - first.get(groups[s])!),
    { name: "subset", type: "string", values: new Array(count).fill(null) },
    text("family", (s) => `family ${labels[s]}`),
  ]);
  using dataset = await openDataset(join(folder, "parts.dataset"));
  const shares = { train: 0.7, validation: 0.15, test: 0.15 };
  const seconds = await least(async () => {
    await dataset.split({ key: "family", ...shares, replace: true });
  });
  console.log(`dataset.split of ${count} samples, read and written: ${seconds.toFixed(2)} s`);
  const named = await least(async () => {
    await dataset.split({ key: "family", ...shares, name: "second", replace: true });
  });
  console.log(`the same of another name, which leaves the infoset: ${named.toFixed(2)} s`);
}

/** Processor seconds, the least of three. */
async function least(work: () => void | Promise<void>): Promise<number> {
  let found = Infinity;
  for (let i = 0; i < 3; i++) {
    const before = cpuUsage();
    await work();
    const { user, system } = cpuUsage(before);
    found = Math.min(found, (user + system) / 1e6);
  }
  return found;
}
