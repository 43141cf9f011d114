/** Keeps one task from writing over the encoded files of another. @module */
import { basename, extname } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { itemName } from "../items/item_name.ts";
import { itemText } from "../items/item_error.ts";
import type { EncodedStages } from "./run_environment.ts";

/**
 * Refuses items that an earlier stage of the run has encoded: lists of different names may hold
 * the same.
 *
 * @throws UsageError that names the first of them
 */
export function refuseEncodedItems(
  stage: string,
  items: readonly unknown[],
  { stages }: EncodedStages,
): void {
  for (const earlier of stages) {
    const names = new Set(earlier.files().map((file) => basename(file, extname(file))));
    const again = items.filter((item) => names.has(itemName(item)));
    if (again.length === 0) continue;
    const tasks = earlier.tasks.join("+");
    throw new UsageError(
      `Cannot encode with '${stage}': '${tasks}' has encoded ${again.length} of its items, such ` +
        `as '${itemText(again[0])}', and an item has one encoded file. Give both the same list ` +
        "and put them next to each other, or make two flows of them.",
      { data: { stage, tasks, items: again.length } },
    );
  }
}
