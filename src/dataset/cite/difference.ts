/** One thing in which two datasets differ. @module */
/** One thing that differs: an array, a column, a vocabulary or a split. */
export interface Difference {
  /** What kind of thing it is. */
  readonly of: "array" | "column" | "vocabulary" | "split";
  /** Its name; an array's is `group/array`. */
  readonly name: string;
  /** `form`: type or dimensions of an array. `values`: what stands in it. */
  readonly change: "removed" | "added" | "form" | "values";
  /** In words: `float32 (face) -> float64 (face)`, `bolt 0 -> 1`. */
  readonly detail: string;
  /** Of how many of the samples that both have. */
  readonly samples: number;
  /** The largest difference of two numbers; null where none can be told. */
  readonly largest: number | null;
  /** Some of these samples, by their names in the second dataset. */
  readonly examples: readonly string[];
}

/** A sample that both have: its place in the first and in the second. */
export interface Pair {
  readonly old: number;
  readonly now: number;
}

/** Names some of the samples that changed, of the second dataset. */
export type Some = (changed: readonly number[]) => string[];

/** What is said of a thing that no sample has otherwise. */
export const NONE = { samples: 0, largest: null, examples: [] } as const;

/** What only one of the datasets has. */
export function oneSided(
  of: Difference["of"],
  before: Iterable<string>,
  after: Iterable<string>,
): Difference[] {
  const [olds, nows] = [[...before], [...after]];
  const only = (change: "removed" | "added", names: string[], others: string[]) =>
    names.filter((name) => !others.includes(name))
      .map((name): Difference => ({ of, name, change, detail: change, ...NONE }));
  return [...only("removed", olds, nows), ...only("added", nows, olds)];
}
