/** Which items a stage takes, and where they come from. @module */
import { replayedItems } from "../replay_item.ts";
import type { Source } from "./binding.ts";
import type { RunEnvironment } from "./run_environment.ts";
import type { Stage } from "./stage.ts";
import type { AvailableData } from "./stage_output.ts";

/** The items of a stage in this run. */
interface StageItems {
  readonly items: readonly unknown[];
  readonly source: Source;
  /**
   * How many there are, those beyond the run's limit among them; null for a task that makes items.
   */
  readonly available: number | null;
  /** All of them, those beyond the run's limit too. */
  readonly all: readonly unknown[];
}

/** Finds the items of a stage in the data that there is. */
export function stageItems(
  { name, tasks: [{ definition: { info }, bindings }] }: Stage,
  { replay, limit }: Pick<RunEnvironment, "replay" | "limit">,
  data: AvailableData,
): StageItems {
  const binding = bindings.find(({ kind }) => kind === "item");
  // A task without an item is called once.
  if (binding?.kind !== "item") {
    return { items: [null], source: { task: null, name: null }, available: null, all: [null] };
  }
  const { items: all, source } = data.items(info.name, binding);
  const items = replayedItems(replay, name, all);
  if (info.kind === "extract") {
    const sources = info.parallelExecution ? items : [items];
    return { items: sources, source, available: null, all: sources };
  }
  return {
    items: items.slice(0, limit ?? undefined),
    source,
    available: items.length,
    all: items,
  };
}
