/** Items that the dataset has and a run's inputs lack. @module */
import type { KeptBeside } from "../../journal/journal_types.ts";

/** How many of them there are in a run. */
export interface BesideCounts {
  /** Stay in the dataset. */
  kept: number;
  /** Of those, made by other code than the run's. */
  otherCode: number;
  /** Are not in the dataset, because they were made with another schema. */
  leftOut: number;
  /** Were taken out of the dataset, as the run was told. */
  pruned: number;
}

/** The counts of a run before its stages. */
export function noneBeside(): BesideCounts {
  return { kept: 0, otherCode: 0, leftOut: 0, pruned: 0 };
}

/** What becomes of the items beside a stage's list. */
export function countBeside(
  { same, otherCode, otherSchema }: KeptBeside,
  prune: boolean,
): BesideCounts {
  return prune
    ? { ...noneBeside(), pruned: same + otherCode + otherSchema }
    : { kept: same + otherCode, otherCode, leftOut: otherSchema, pruned: 0 };
}

/** What a log says of them; null where there is none. */
export function besideText({ kept, otherCode, leftOut, pruned }: BesideCounts): string | null {
  const sentences: string[] = [];
  if (pruned > 0) sentences.push(`${pruned} items that are not among the inputs are left out.`);
  if (kept > 0) {
    sentences.push(
      `${kept} items are kept in the dataset, not among the inputs; \`prune\` leaves them out.`,
    );
  }
  if (otherCode > 0) {
    sentences.push(
      `${otherCode} of them were made by other code: give them among the inputs to do them again.`,
    );
  }
  if (leftOut > 0) {
    sentences.push(
      `${leftOut} items that are not among the inputs were made with another schema, and are ` +
        "left out of the dataset; give them among the inputs to do them again.",
    );
  }
  return sentences.length === 0 ? null : sentences.join(" ");
}

/** What a log says of items that were taken over from stages which the flow has no more. */
export function adoptedLines(adopted: Readonly<Record<string, number>>): string[] {
  return Object.entries(adopted).map(([stage, count]) =>
    `${count} items of '${stage}', which the flow does not have any more, are counted here.`
  );
}
