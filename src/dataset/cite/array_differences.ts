/** Which arrays differ between two datasets. @module */
import type { TypedArray } from "../../storage/array.ts";
import { type ArrayInfo, isMergeArray } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";
import { type Difference, NONE, oneSided, type Pair, type Some } from "./difference.ts";

/** The arrays that were encoded, by key. */
function arraysOf(reader: DatasetReader, ignored: ReadonlySet<string>): Map<string, ArrayInfo> {
  const all = reader.arrays.groups().flatMap((group) => reader.arrays.arrays(group));
  return new Map(
    all.filter(({ group, name }) => !isMergeArray(name, group))
      .map((info) => [`${info.group}/${info.name}`, info] as const)
      .filter(([key]) => !ignored.has(key)),
  );
}

const formOf = ({ dtype, dims, shape }: ArrayInfo) =>
  `${dtype} (${shape.map((size, i) => i === 0 ? dims[0] ?? "row" : size).join(", ")})`;

/** The arrays that came, went, or have another form or other values. */
export async function arrayDifferences(
  old: DatasetReader,
  now: DatasetReader,
  pairs: readonly Pair[],
  ignored: ReadonlySet<string>,
  some: Some,
): Promise<Difference[]> {
  const [olds, nows] = [arraysOf(old, ignored), arraysOf(now, ignored)];
  const differences = oneSided("array", olds.keys(), nows.keys());
  for (const [name, info] of nows) {
    const before = olds.get(name);
    if (before === undefined) continue;
    const what = { of: "array", name } as const;
    const [was, is] = [formOf(before), formOf(info)];
    if (was !== is) {
      const detail = `${was} -> ${is}`;
      differences.push({ ...what, change: "form", detail, ...NONE });
      continue;
    }
    const { changed, largest } = await changedRows(old, now, before, info, pairs);
    if (changed.length === 0) continue;
    const detail = largest === null ? "other numbers of rows" : `by at most ${largest}`;
    const examples = some(changed);
    differences.push({
      ...what,
      change: "values",
      detail,
      samples: changed.length,
      largest,
      examples,
    });
  }
  return differences;
}

/** Which samples have other rows of an array, and by how much numbers differ at most. */
async function changedRows(
  old: DatasetReader,
  now: DatasetReader,
  before: ArrayInfo,
  after: ArrayInfo,
  pairs: readonly Pair[],
): Promise<{ changed: number[]; largest: number | null }> {
  const width = after.shape.slice(1).reduce((product, size) => product * size, 1);
  const [oldRows, nowRows] = [await old.layout(before), await now.layout(after)];
  const [{ data: a }, { data: b }] = [
    await old.read(before.group, before.name),
    await now.read(after.group, after.name),
  ];
  const changed: number[] = [];
  let largest: number | null = null;
  for (const pair of pairs) {
    const from = oldRows.offsets[pair.old] * width, to = oldRows.offsets[pair.old + 1] * width;
    const start = nowRows.offsets[pair.now] * width;
    if (nowRows.offsets[pair.now + 1] * width - start !== to - from) {
      changed.push(pair.now);
      continue;
    }
    const most = furthest(a, from, to, b, start);
    if (most === null) continue;
    changed.push(pair.now);
    largest = Math.max(largest ?? 0, most);
  }
  return { changed, largest };
}

/** The largest difference of two stretches of numbers; null where they are equal. */
function furthest(
  a: TypedArray,
  from: number,
  to: number,
  b: TypedArray,
  start: number,
): number | null {
  let most: number | null = null;
  for (let i = from, j = start; i < to; i++, j++) {
    if (a[i] === b[j] || Object.is(a[i], b[j])) continue;
    const difference = Math.abs(Number(a[i]) - Number(b[j]));
    // One of them is missing: a distance that no number has.
    most = Math.max(most ?? 0, Number.isNaN(difference) ? Infinity : difference);
  }
  return most;
}
