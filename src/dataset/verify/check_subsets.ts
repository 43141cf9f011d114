/** The subsets of a split. @module */
import { SUBSETS } from "../split/split.ts";
import type { Check } from "./check.ts";

const NAMES: readonly string[] = SUBSETS;

/** Either no sample has been given to a subset, or every one to one of the three. */
export const checkSubsets: Check = {
  name: "subsets",
  rule: "samples are in train, validation or test, or the dataset is not split",
  async whole({ reader }, found) {
    if (!reader.infoset?.has("subset")) return;
    const subsets = await reader.infoColumn("subset");
    const split = subsets.some((subset) => subset !== "");
    subsets.forEach((subset, sample) => {
      found.checked++;
      if (split ? NAMES.includes(String(subset)) : subset === "") return;
      const problem = "a subset must be train, validation or test";
      found.add({ where: "infoset/subset", problem, sample, value: String(subset) });
    });
  },
};
