/** The names of a split's subsets. @module */

/** The subsets of a split by shares, in order. */
export const SUBSETS: readonly SubsetName[] = ["train", "validation", "test"];

/** The name of a subset of a split by shares. */
export type SubsetName = "train" | "validation" | "test";

/** The subsets of a split into folds: `fold_0`, `fold_1`, ... */
export function foldNames(count: number): string[] {
  return Array.from({ length: count }, (_, fold) => `fold_${fold}`);
}
