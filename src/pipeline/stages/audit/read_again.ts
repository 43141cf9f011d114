/** Items that were read by a reader which is not trusted with them any more. @module */
import type { ReaderAudits } from "../../../journal/reader_audits.ts";
import type { StageJournal } from "../../../journal/stage_journal.ts";
import type { KnownItem } from "../../../journal/journal_types.ts";
import type { PoolItem } from "../../../pool/run/task_pool.ts";
import type { TaskReply } from "../../items/item_call.ts";
import { REASONS } from "../../items/reuse_reason.ts";
import type { RunEnvironment } from "../run_environment.ts";
import type { Stage } from "../stage.ts";
import type { StageList } from "../stage_list.ts";
import { tellAgain } from "../stage_log.ts";
import type { StageTally } from "../stage_tally.ts";

/** A stage whose items have ended. */
interface EndedStage {
  readonly stage: Stage;
  readonly journal: StageJournal;
  readonly audits: ReaderAudits;
  readonly list: StageList;
  readonly tally: StageTally;
  /** What the tasks made of an item. */
  repliesOf(item: KnownItem): readonly TaskReply[];
}

/**
 * Takes back the items for which files of some exporters were read without a kernel, those of
 * earlier runs too, and gives them as items to be done. From then on they are due in the journal: a
 * run that is stopped meanwhile leaves them to the next one.
 */
export function readAgain(
  exporters: readonly string[],
  { stage, journal, audits, list, tally, repliesOf }: EndedStage,
  environment: RunEnvironment,
  kernelExporters: readonly string[],
): PoolItem[] {
  const { run } = environment.journal;
  const items = new Map(
    exporters.flatMap((exporter) => audits.itemsOf(journal.id, exporter))
      .map((item) => [item.id, item]),
  );
  for (const item of items.values()) tally.takeBack(item, repliesOf(item), item.run === run);
  const again = list.again([...items.values()], run, kernelExporters);
  audits.again(journal.id, [...items.keys()], REASONS.reader, list);
  tellAgain(stage, { [REASONS.reader]: again.length }, environment);
  for (const exporter of exporters) {
    const beside = audits.besideOf(journal.id, exporter);
    if (beside === 0) continue;
    environment.log(
      "WARNING",
      `'${stage.name}': ${beside} files of '${exporter}' that the dataset keeps beside the ` +
        "inputs were read without the kernel. Run with their folders to have them done again.",
    );
  }
  return again;
}
