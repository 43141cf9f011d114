/**
 * Errors of items by their kind, as a page shows them.
 *
 * @module
 */
import { type DigestedError, groupErrors } from "./group_errors.ts";
import { plainText } from "../base/plain_text.ts";
import type { Block } from "../page/page.ts";
import { type PageTextOptions, sectionText } from "../page/page_text.ts";
import { countedText, countText } from "../page/quantity_text.ts";
import type { ErrorGroup } from "./run_report.ts";

/** Kinds that are shown. */
const MOST_GROUPS = 6;
/** Examples of each kind. */
const MOST_EXAMPLES = 2;
/** Characters that are shown. */
const MOST_CHARACTERS = { message: 300, item: 100, name: 48 };

/** How a digest is drawn. */
interface DigestTextOptions extends PageTextOptions {
  /** The command that tries the failed items again; null for none. */
  readonly retry: string | null;
  /** Makes a path shorter. */
  readonly shorten?: (path: string) => string;
}

/** Errors of items by kind, as text: how many, an example of each, how to try them again. */
export function digestText(
  errors: Iterable<DigestedError>,
  { retry, shorten, ...options }: DigestTextOptions,
): string {
  const groups = groupErrors(errors);
  const blocks = digestBlocks(groups, retry, shorten);
  return sectionText({ heading: digestHeading(groups), blocks }, options);
}

/** The title of what {@linkcode digestBlocks} shows. */
export function digestHeading(groups: readonly ErrorGroup[]): string {
  const count = groups.reduce((sum, { count }) => sum + count, 0);
  const kinds = groups.length > 1 ? ` of ${groups.length} kinds` : "";
  return `Errors: ${countedText(count, "item")}${kinds}`;
}

/**
 * Shows errors by kind: how many, an example, and how to try them again.
 *
 * @param retry the command that does so, or null
 * @param shorten makes a path shorter
 */
export function digestBlocks(
  groups: readonly ErrorGroup[],
  retry: string | null,
  shorten: (path: string) => string = (path) => path,
): Block[] {
  const cut = (text: string, most: number) =>
    text.length <= most ? text : `${text.slice(0, most)}…`;
  const line = (text: string, most: number) => cut(text.split("\n", 1)[0], most);
  const rows = groups.slice(0, MOST_GROUPS).map(({ count, task, errorClass, ...group }) => {
    const examples = group.examples.slice(0, MOST_EXAMPLES).map(({ item, message }) => ({
      item: cut(plainText(shorten(item)), MOST_CHARACTERS.item),
      message: line(message, MOST_CHARACTERS.message),
    }));
    const template = line(group.template, MOST_CHARACTERS.message);
    // The message of a single item is more use than what it would have in common with others.
    const text = count === 1 && examples.length === 1 ? examples[0].message : template;
    const lines = examples.flatMap(({ item, message }) => [item, `  ${message}`]);
    return {
      mark: countText(count),
      text: `${line(task, MOST_CHARACTERS.name)}: ${
        line(errorClass, MOST_CHARACTERS.name)
      }: ${text}`,
      sub: examples[0]?.item ?? "",
      detail: { name: count > 1 ? "Examples" : "Message", lines: count > 1 ? lines : [] },
    };
  });
  const more = Math.max(0, groups.length - MOST_GROUPS);
  return [
    { kind: "list", rows, more },
    ...retry === null
      ? []
      : [{ kind: "command", text: "Try them again with", command: retry } as const],
  ];
}
