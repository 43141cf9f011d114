/** The names of a split's subsets. @module */

/** The subsets of a split, in order. */
export const SUBSETS: readonly SubsetName[] = ["train", "validation", "test"];

/** The name of a subset. */
export type SubsetName = "train" | "validation" | "test";
