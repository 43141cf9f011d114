/** The subsets of a split. @module */
import { SUBSETS } from "../split/subset_name.ts";
import type { Check } from "./check.ts";

const NAMES: readonly string[] = SUBSETS;

/** A sample is in one of the three subsets, or said to be in none. */
export const checkSubsets: Check = {
  name: "subsets",
  rule: "samples are in train, validation or test, or the dataset is not split",
  async whole({ reader }, found) {
    if (!reader.infoset?.has("subset")) return;
    const subsets = await reader.infoColumn("subset");
    const split = subsets.some((subset) => subset !== "" && subset !== null);
    subsets.forEach((subset, sample) => {
      found.checked++;
      // One that would have linked two subsets is in none: null says so.
      if (subset === null || (split ? NAMES.includes(String(subset)) : subset === "")) return;
      const problem = "a subset must be train, validation or test";
      found.add({ where: "infoset/subset", problem, sample, value: String(subset) });
    });
  },
};
