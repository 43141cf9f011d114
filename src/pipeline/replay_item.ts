/** A run of one item, to be looked at. @module */
import { UsageError } from "../base/errors.ts";
import type { PipelineSettings } from "./pipeline_settings.ts";
import type { ItemReplay } from "./process_options.ts";
import { itemText } from "./items/item_error.ts";

/** The settings of a replay: another folder, this thread, no dataset. */
export function replaySettings(settings: PipelineSettings, { folder }: ItemReplay) {
  return {
    ...settings,
    flowsOutputDir: folder,
    debug: true,
    executor: null,
    autoDatasetExport: false,
    onEnd: undefined,
  };
}

/**
 * The item of a replay among those of its stage. Other stages do all that they are given.
 *
 * @throws UsageError where the stage has it no more
 */
export function replayedItems(
  replay: ItemReplay | null,
  stage: string,
  items: readonly unknown[],
): readonly unknown[] {
  if (replay === null || replay.stage !== stage) return items;
  const found = items.find((item) => itemText(item) === replay.item);
  if (found !== undefined) return [found];
  throw new UsageError(
    `Cannot replay '${replay.item}': it must be among the items of '${stage}', and none of the ` +
      `${items.length} that the flow finds now is it. Run the flow again if its inputs have ` +
      "changed.",
    { data: { item: replay.item, stage } },
  );
}
