/** The errors of a run's items: `error_summary.json`. @module */
import { safeJson } from "../../base/safe_json.ts";
import type { StageRow } from "../../journal/journal_types.ts";
import type { JournalReader } from "../../journal/journal_reader.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { FileWriter } from "../../storage/file_writer.ts";
import type { ItemError } from "../items/item_error.ts";
import { errorRow } from "../stages/stage_results.ts";

/** The errors of all stages, in their order and that of the items, one in memory at a time. */
export function* errorsOf(
  reader: JournalReader,
  stages: readonly Pick<StageRow, "name">[],
): Generator<ItemError> {
  for (const { name } of stages) {
    for (const item of reader.endedItems(name, ["failed"])) yield errorRow(item);
  }
}

/** Writes errors as a JSON list, each as it comes. */
export function writeErrorSummary(path: string, errors: Iterable<ItemError>): void {
  const encoder = new TextEncoder();
  writeAtomically(path, (temporary) => {
    const writer = new FileWriter(temporary);
    try {
      let before = "[";
      for (const error of errors) {
        const json = safeJson(error, 4).replaceAll("\n", "\n    ");
        writer.write(encoder.encode(`${before}\n    ${json}`));
        before = ",";
      }
      writer.write(encoder.encode(before === "[" ? "[]\n" : "\n]\n"));
      writer.close();
    } finally {
      writer.abandon();
    }
  });
}
