/** Says whether a dataset is what a contract expects. @module */
import { UsageError } from "../../base/errors.ts";
import { isWithin, rangeText } from "../../storage/schema/schema_types.ts";
import { resolveKey } from "../query/resolve_key.ts";
import { datasetSource } from "../read/dataset_source.ts";
import { DatasetReader } from "../read/reader.ts";
import { subsetsOfSplit } from "../read/subsets_of_split.ts";
import { samplesOf } from "../split/split_sample.ts";
import { type Contract, requireContract } from "./contract.ts";

/** What became of one expectation. */
export interface ContractCheck {
  /** What was looked at, such as `ranges: faces/face_areas`. */
  readonly name: string;
  /** Whether it is as expected. */
  readonly ok: boolean;
  /** What was expected, in words. */
  readonly expected: string;
  /** What was found, in words. */
  readonly found: string;
}

/** What `checkDataset` finds. */
export interface ContractReport {
  /** Where the dataset is. */
  readonly location: string;
  /** Whether all is as expected. */
  readonly ok: boolean;
  /** The expectations in the contract's order. */
  readonly checks: readonly ContractCheck[];
}

/** Does what `checkDataset` says, which loads this when it is called. */
export async function checkContract(dataset: string, contract: Contract): Promise<ContractReport> {
  requireContract(contract);
  const reader = await DatasetReader.open(datasetSource(dataset));
  try {
    const checks = [
      ...await countChecks(reader, contract),
      ...nameChecks(reader, contract),
      ...await rangeChecks(reader, contract),
      ...await classChecks(reader, contract),
      ...await leakageChecks(reader, contract),
    ];
    return { location: reader.location, ok: checks.every(({ ok }) => ok), checks };
  } finally {
    reader.close();
  }
}

async function countChecks(
  reader: DatasetReader,
  { samples, files, errorShare }: Contract,
): Promise<ContractCheck[]> {
  const checks: ContractCheck[] = [];
  const count = (name: string, found: number, range: Contract["samples"]) => {
    if (range === undefined) return;
    const ok = isWithin(found, range);
    checks.push({ name, ok, expected: rangeText(range), found: String(found) });
  };
  count("samples", reader.sampleCount, samples);
  count("files", new Set(await reader.fileIds()).size, files);
  if (errorShare !== undefined) {
    // The rows of errors are of sources too, where folders could not be read.
    const [items, failed] = [reader.flow?.item_count, reader.flow?.failed_count];
    const isKnown = typeof items === "number" && typeof failed === "number";
    const share = !isKnown || items === 0 ? 0 : failed / items;
    checks.push({
      name: "errorShare",
      ok: isKnown && share <= errorShare,
      expected: `at most ${errorShare} of the items`,
      found: isKnown ? `${failed} of ${items}` : "no .flow that says it: open the dataset by it",
    });
  }
  return checks;
}

function nameChecks(reader: DatasetReader, { arrays = [], columns = [] }: Contract) {
  const check = (name: string, is: boolean): ContractCheck => ({
    name,
    ok: is,
    expected: "there",
    found: is ? "there" : "missing",
  });
  const has = (key: string) => {
    const [group, array] = key.split("/");
    return array !== undefined && reader.arrays.find(group, array) !== null;
  };
  return [
    ...arrays.map((key) => check(`arrays: ${key}`, has(key))),
    ...columns.map((name) => check(`columns: ${name}`, reader.infoset?.has(name) ?? false)),
  ];
}

async function rangeChecks(reader: DatasetReader, { ranges = {} }: Contract) {
  const checks: ContractCheck[] = [];
  for (const [key, range] of Object.entries(ranges)) {
    const what = { name: `ranges: ${key}`, expected: rangeText(range) };
    const values = await valuesOf(reader, key);
    if (typeof values === "string") {
      checks.push({ ...what, ok: false, found: values });
      continue;
    }
    let [least, greatest, outside] = [Infinity, -Infinity, 0];
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== "number" || Number.isNaN(value)) continue;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      if (!isWithin(value, range)) outside++;
    }
    const found = least > greatest ? "no numbers" : `${least} to ${greatest}`;
    const more = outside > 0 ? `, ${outside} outside` : "";
    checks.push({ ...what, ok: outside === 0, found: found + more });
  }
  return checks;
}

async function classChecks(reader: DatasetReader, { classes = {} }: Contract) {
  const checks: ContractCheck[] = [];
  for (const [key, { names, minEach }] of Object.entries(classes)) {
    const counts = await countClasses(reader, key);
    if (typeof counts === "string") {
      checks.push({ name: `classes: ${key}`, ok: false, expected: "there", found: counts });
      continue;
    }
    const found = [...counts].map(([name, count]) => `${name} ${count}`).join(", ") || "none";
    if (names !== undefined) {
      const ok = names.length === counts.size && names.every((name) => counts.has(name));
      checks.push({ name: `classes: ${key}`, ok, expected: names.join(", "), found });
    }
    if (minEach === undefined) continue;
    const ok = [...counts.values()].every((count) => count >= minEach);
    checks.push({ name: `classes: ${key}`, ok, expected: `${minEach} or more of each`, found });
  }
  return checks;
}

/** How many rows or samples each class has, by name; a sentence where there is no such key. */
async function countClasses(
  reader: DatasetReader,
  key: string,
): Promise<Map<string, number> | string> {
  try {
    const { values, vocabulary } = await resolveKey(reader, key);
    const counts = new Map<string, number>();
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || value === "") continue;
      const name = vocabulary?.names.get(Number(value)) ?? String(value);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return new Map([...counts].sort(([a], [b]) => a < b ? -1 : 1));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

async function valuesOf(reader: DatasetReader, key: string): Promise<ArrayLike<unknown> | string> {
  const [group, name] = key.split("/");
  const info = name === undefined ? null : reader.arrays.find(group, name);
  try {
    // Arrays of several dimensions have a range too, though no one value a row.
    if (info === null) return (await resolveKey(reader, key)).values;
    const { data } = await reader.read(group, name);
    const { missing } = info;
    const numbers = Array.from(data, Number);
    return missing === null ? numbers : numbers.filter((one) => !Object.is(one, missing));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

async function leakageChecks(reader: DatasetReader, { noLeakage = [] }: Contract) {
  const checks: ContractCheck[] = [];
  for (const split of noLeakage) {
    const what = {
      name: `noLeakage: ${split}`,
      expected: "each file, and its copies, in one subset",
    };
    try {
      const subsets = await subsetsOfSplit(reader, split);
      const samples = await samplesOf(reader, null);
      const leaks = new Set([
        ...shared(samples.map(({ file }) => file), subsets),
        ...shared(samples.map(({ hash }) => hash), subsets),
      ]);
      const files = [...new Set([...leaks].map((i) => samples[i].file))];
      const isSplit = subsets.some((one) => one !== null);
      checks.push({
        ...what,
        ok: isSplit && files.length === 0,
        found: !isSplit
          ? "no split of that name"
          : files.length === 0
          ? "so"
          : `${files.length} in several: ${files.slice(0, 5).join(", ")}`,
      });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      checks.push({ ...what, ok: false, found: error.message });
    }
  }
  return checks;
}

/** The samples whose key others in another subset have too. */
function shared(keys: readonly (string | null)[], subsets: readonly (string | null)[]): number[] {
  const places = new Map<string, Set<string>>();
  keys.forEach((key, i) => {
    const subset = subsets[i];
    if (key === null || key === "" || subset === null) return;
    if (!places.has(key)) places.set(key, new Set());
    places.get(key)!.add(subset);
  });
  return keys.flatMap((key, i) =>
    key !== null && subsets[i] !== null && (places.get(key)?.size ?? 0) > 1 ? [i] : []
  );
}
