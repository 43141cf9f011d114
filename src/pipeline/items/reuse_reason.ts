/** Why an item is done, or kept from an earlier run. @module */
import { join } from "node:path";
import { sha256OfLargeFile } from "../../base/sha256.ts";
import type { KnownItem, StageFingerprint } from "../../journal/journal_types.ts";
import { exportersOf } from "../../journal/reader_audits.ts";
import { type ItemIdentity, NO_FILE, withBeside } from "./item_identity.ts";
import { parametersHash } from "./parameters_text.ts";

/** The reasons, in the order in which they are looked for. */
export const REASONS = {
  fresh: "asked for",
  always: "always done",
  new: "new",
  inFlight: "in flight when the run ended",
  failed: "failed before",
  code: "code changed",
  parameters: "parameters changed",
  profile: "profile changed",
  schema: "schema changed",
  trunnion: "Trunnion makes something else",
  reader: "readers disagree on its exporter",
  source: "source changed",
  output: "output missing",
  unchanged: "unchanged",
} as const;

/** A reason, as journals and reports have it. */
type Reason = typeof REASONS[keyof typeof REASONS];

/** What holds for all items of a stage. */
export interface ReuseTerms {
  /** Does all items again. */
  readonly fresh: boolean;
  /** Does those again that have failed. */
  readonly retryFailed: boolean;
  /**
   * The first run whose ended items are not done once more, neither for `fresh` nor for
   * `retryFailed`.
   */
  readonly since: number;
  /** What makes the stage; null where its items are never kept. */
  readonly fingerprint: { readonly id: number; readonly parts: StageFingerprint } | null;
  /** The fingerprint of an earlier run. */
  fingerprintOf(id: number): StageFingerprint | null;
  /** Runs of older code of Trunnion that made something else than the code of now. */
  readonly outdated: ReadonlySet<number>;
  /** Exporters whose files count only as the kernel reads them. */
  readonly distrusted: readonly string[];
  /** What is said of an item beside itself, which is a part of its content. */
  beside(item: unknown): string;
  /** Where output files are. */
  readonly folder: string;
}

/**
 * Why an item has to be done; `unchanged` where it has not.
 *
 * @param path the item's file, where it names one
 * @returns a promise where the file has to be read to know
 */
export function reuseReason(
  known: KnownItem | null,
  identity: ItemIdentity,
  path: string,
  terms: ReuseTerms,
): Reason | Promise<Reason> {
  if (terms.fingerprint === null || !identity.comparable) return REASONS.always;
  if (known === null) return REASONS.new;
  if (known.alone !== null) return REASONS.inFlight;
  if (known.state === null) return REASONS.new; // listed by a run that did not come to it
  const before = (known.run ?? 0) < terms.since;
  if (terms.fresh && before) return REASONS.fresh;
  if (known.state === "failed" && terms.retryFailed && before) return REASONS.failed;
  if (known.fingerprint !== terms.fingerprint.id) return changedPart(known, terms);
  if (known.run !== null && terms.outdated.has(known.run)) return REASONS.trunnion;
  if (exportersOf(known).some((name) => terms.distrusted.includes(name))) return REASONS.reader;
  const content = sameContent(known, identity, path, terms.beside(path));
  if (typeof content === "boolean") return lastReason(content, known, terms.folder);
  return content.then((same) => lastReason(same, known, terms.folder));
}

function changedPart({ fingerprint }: KnownItem, terms: ReuseTerms): Reason {
  const before = fingerprint === null ? null : terms.fingerprintOf(fingerprint);
  if (before === null) return REASONS.always; // it could not be compared then
  const { parts } = terms.fingerprint!;
  if (before.code !== parts.code) return REASONS.code;
  if (before.schema !== parts.schema) return REASONS.schema;
  const [then, now] = [before, parts].map(({ parameters }) => parametersHash(parameters));
  return then === now ? REASONS.profile : REASONS.parameters;
}

function sameContent(
  known: KnownItem,
  { stamp }: ItemIdentity,
  path: string,
  beside: string,
): boolean | Promise<boolean> {
  if (stamp === null) return known.content === NO_FILE;
  if (known.stamp === withBeside(stamp.text, beside)) return true;
  if (known.content === null || known.content === NO_FILE || known.size !== stamp.size) {
    return false;
  }
  // A file that cannot be read any more is another one: doing it says what is wrong.
  return sha256OfLargeFile(path).then(
    (hash) => withBeside(hash, beside) === known.content,
    () => false,
  );
}

function lastReason(same: boolean, { state, file, file_bytes }: KnownItem, folder: string): Reason {
  if (!same) return REASONS.source;
  const missing = state === "done" && file !== null && sizeOf(join(folder, file)) !== file_bytes;
  return missing ? REASONS.output : REASONS.unchanged;
}

function sizeOf(path: string): number | null {
  try {
    return Deno.statSync(path).size;
  } catch {
    return null;
  }
}
