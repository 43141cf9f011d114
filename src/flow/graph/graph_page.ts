/** A composed graph, as a person sees it. @module */
import { limitText } from "../../base/limit_text.ts";
import type { Page } from "../../page/page.ts";

/** A part of a graph, as far as it is shown. */
interface ShownPart {
  readonly kind: "job" | "serial" | "parallel";
  /** Of a job. */
  readonly name?: string;
  /** Of a job: whether what follows goes on without it. */
  readonly optional?: boolean;
  /** Of the others. */
  readonly parts?: readonly ShownPart[];
}

/** Characters of a graph's text; a table has the rest. */
const MOST_TEXT = 200;
/** Jobs that a table names. */
const MOST_JOBS = 50;

/** A graph in the language of `graph`: `load >> (add | square) >> sum`. */
export function graphText(part: ShownPart): string {
  return limitText(textOf(part), MOST_TEXT);
}

/** What a notebook shows of a graph, as a MIME bundle. */
export async function graphBundle(part: ShownPart): Promise<Record<string, string>> {
  // What draws is loaded when something is shown.
  const { pageBundle } = await import("../../page/page_bundle.ts");
  return pageBundle(graphPage(part));
}

function graphPage(part: ShownPart): Page {
  const after = new Map<ShownPart, Set<string>>();
  meet(part, [], after);
  const rows = [...after].slice(0, MOST_JOBS).map(([{ name = "", optional }, before]) => [
    name,
    [...before].join(", ") || "-",
    optional ? "yes" : "no",
  ]);
  const columns = ["job", "after", "optional"].map((name) => ({ name }));
  const table = { kind: "table", columns, rows, more: after.size - rows.length } as const;
  return {
    title: `Graph of ${after.size === 1 ? "1 job" : `${after.size} jobs`}`,
    lead: [graphText(part)],
    sections: [{ heading: "Jobs", blocks: [table] }],
  };
}

function textOf({ kind, name = "", parts = [] }: ShownPart, isInSeries = false): string {
  if (kind === "job") return name;
  if (kind === "serial") return parts.map((one) => textOf(one, true)).join(" >> ");
  const text = parts.map((one) => textOf(one)).join(" | ");
  return isInSeries ? `(${text})` : text;
}

/**
 * Meets all jobs, and notes for each which stand right before it.
 *
 * @returns the names of its last ones
 */
function meet(
  part: ShownPart,
  before: readonly string[],
  after: Map<ShownPart, Set<string>>,
): readonly string[] {
  const { kind, name = "", parts = [] } = part;
  if (kind === "serial") return parts.reduce((tails, one) => meet(one, tails, after), before);
  if (kind === "parallel") return parts.flatMap((one) => meet(one, before, after));
  const known = after.get(part) ?? new Set();
  after.set(part, known);
  for (const one of before) known.add(one);
  return [name];
}
