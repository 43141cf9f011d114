/** Which kept items are done again to see whether newer code still makes the same. @module */
import { breathe } from "../../base/breath.ts";
import { sha256 } from "../../base/sha256.ts";
import type { KnownItem } from "../../journal/journal_types.ts";
import type { StageJournal } from "../../journal/stage_journal.ts";
import { REASONS, reuseReason, type ReuseTerms } from "../items/reuse_reason.ts";
import { keyedChunks } from "./keyed_items.ts";

/** One kept item in so many is done again. */
const ONE_IN = 200;

/** A kept item that is to be done again. */
export interface AuditItem {
  readonly position: number;
  readonly twin: number;
  readonly known: KnownItem;
  /** The version of the code that made it. */
  readonly older: string;
}

/**
 * Chooses items, by the hashes of their keys: of each version one in 200, and one at least.
 *
 * @param versionOf the version of Trunnion's code in a run, where that is to be tested
 */
export async function auditSample(
  items: readonly unknown[],
  journal: StageJournal,
  terms: ReuseTerms,
  versionOf: (run: number) => string | undefined,
  signal: AbortSignal,
): Promise<AuditItem[]> {
  const chosen: AuditItem[] = [];
  const least = new Map<string, { rank: number; item: AuditItem }>();
  for (const chunk of keyedChunks(items)) {
    signal.throwIfAborted();
    const before = journal.find(chunk.map(({ key }) => key));
    for (const { position, identity, twin, key } of chunk) {
      const known = before.get(key);
      // What has failed is kept as a failure, which a retry looks at.
      if (known === undefined || known.run === null || known.state === "failed") continue;
      const older = versionOf(known.run);
      if (older === undefined) continue;
      const reason = await reuseReason(known, identity, String(items[position]), terms);
      if (reason !== REASONS.unchanged) continue;
      const item = { position, twin, known, older };
      const rank = parseInt(sha256(key).slice(0, 12), 16);
      if (rank % ONE_IN === 0) chosen.push(item);
      const first = least.get(older);
      if (first === undefined || rank < first.rank) least.set(older, { rank, item });
    }
    await breathe();
  }
  const lacking = [...least.values()].map(({ item }) => item)
    .filter(({ older }) => !chosen.some((one) => one.older === older));
  return [...chosen, ...lacking];
}
