/** Whether what older code of Trunnion has made can be kept. @module */
import { join } from "node:path";
import type { StageJournal } from "../../journal/stage_journal.ts";
import type { Outcome, PoolItem, PoolRunOptions } from "../../pool/run/task_pool.ts";
import type { sameEncoded } from "../../storage/same_encoded.ts";
import { packReplies } from "../items/item_reply.ts";
import type { ReuseTerms } from "../items/reuse_reason.ts";
import type { ItemCall, ItemReply } from "../items/item_call.ts";
import { previewKinds } from "../folder/output_folder.ts";
import type { StageCall } from "../worker/stage_call.ts";
import { itemText } from "../items/item_error.ts";
import { type AuditItem, auditSample } from "./audit_sample.ts";
import type { RunEnvironment } from "./run_environment.ts";

/** The items of a stage, and how they are done. */
interface StageItems {
  readonly items: readonly unknown[];
  readonly journal: StageJournal;
  readonly terms: ReuseTerms;
  readonly call: StageCall;
  /** How the pool goes over the stage's items. */
  readonly work: Pick<PoolRunOptions, "kind" | "concurrency" | "graceMs" | "signal">;
}

/**
 * Does a sample of the kept items again where another version of Trunnion's own code has made them,
 * and compares. Versions that make the same are noted, and not tested again.
 *
 * @returns the terms, with the runs whose items cannot be kept
 */
export async function auditKept(
  stage: string,
  made: StageItems,
  environment: RunEnvironment,
): Promise<ReuseTerms> {
  const { items, journal, terms, work: { signal } } = made;
  const { own, log } = environment;
  const { fingerprint } = terms;
  if (own === null || fingerprint === null) return terms;
  const untested = new Set(journal.audits.untested(fingerprint.id, own));
  if (untested.size === 0) return terms;
  const versions = journal.audits.versions();
  const versionOf = (run: number) => {
    const version = versions.get(run);
    return version !== undefined && untested.has(version) ? version : undefined;
  };
  const sample = await auditSample(items, journal, terms, versionOf, signal);
  if (sample.length === 0) return terms;
  log(
    "INFO",
    `'${stage}': Trunnion is not the version that made the items which are kept; ` +
      `${sample.length} of them are done again, to see whether it makes the same.`,
  );
  const differing = await compareAgain(sample, made, environment);
  const refused = new Set<string>();
  for (const { position, older } of differing) {
    refused.add(older);
    log(
      "WARNING",
      `'${stage}': ${itemText(items[position])} is not what it was: made by version ${older} of ` +
        `Trunnion's code, and by ${own}. All that the older one made is done again.`,
    );
  }
  for (const older of new Set(sample.map((item) => item.older))) {
    if (!refused.has(older)) journal.audits.passed(fingerprint.id, older, own);
  }
  const outdated = [...versions].filter(([, version]) => refused.has(version)).map(([run]) => run);
  return { ...terms, outdated: new Set(outdated) };
}

/** The items of which something else was made now. */
async function compareAgain(
  sample: readonly AuditItem[],
  { items, journal, call, work, terms }: StageItems,
  { folder, pool }: RunEnvironment,
): Promise<AuditItem[]> {
  const encodedFolder = join(folder.audit, "encoded");
  const summaryFolder = join(folder.audit, "summaries");
  const previewFolder = call.previewFolder && join(folder.audit, "previews");
  const previews = previewFolder === null ? [] : previewKinds(previewFolder);
  for (const path of [encodedFolder, summaryFolder, ...previews]) {
    await Deno.mkdir(path, { recursive: true });
  }
  const { sameEncoded } = await import("../../storage/same_encoded.ts");
  const byPosition = new Map(sample.map((item) => [item.position, item]));
  const differing: AuditItem[] = [];
  const take = (outcome: Outcome) => {
    const item = byPosition.get(outcome.index)!; // the pool was given these
    const same = outcome.ok &&
      isSame(item, outcome.value as ItemReply, journal, folder.encoded, sameEncoded);
    if (!same) differing.push(item);
  };
  try {
    await pool.run(
      sample.map(({ position, twin }): PoolItem => {
        const payload: ItemCall = {
          item: items[position],
          twin,
          kernelExporters: terms.distrusted,
        };
        return { index: position, payload };
      }),
      {
        ...work,
        shared: { ...call, encodedFolder, summaryFolder, previewFolder },
        onOutcomes: (outcomes) => outcomes.forEach(take),
      },
    );
  } finally {
    await Deno.remove(folder.audit, { recursive: true });
  }
  return differing.sort((a, b) => a.position - b.position);
}

function isSame(
  { known }: AuditItem,
  reply: ItemReply,
  journal: StageJournal,
  encoded: string,
  isSameFile: typeof sameEncoded,
): boolean {
  const skipped = reply.tasks.every((task) => task.skipped);
  if (skipped !== (known.state === "skipped")) return false;
  if (!sameBytes(packReplies(reply), journal.replyOf(known.id))) return false;
  if (reply.file === null || known.file === null) return reply.file === known.file;
  return isSameFile(join(encoded, known.file), reply.file);
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
