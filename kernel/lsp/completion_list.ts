import type { Completion } from "../front/code_help.ts";
import type { LspCompletion } from "./language_server.ts";

/** Most of what a client is told of at once. */
const MOST = 300;

/** Names of the kinds of LSP's completions, as front ends show them, by number. */
const KINDS: Record<number, string> = {
  2: "method",
  3: "function",
  4: "constructor",
  5: "field",
  6: "variable",
  7: "class",
  8: "interface",
  9: "module",
  10: "property",
  13: "enum",
  14: "keyword",
  17: "file",
  20: "enum",
  21: "constant",
};

/** What fits to what is typed before `offset`, in the language server's order. */
export function completionList(
  code: string,
  offset: number,
  found: readonly LspCompletion[],
): Completion {
  const typed = /[\w$]*$/.exec(code.slice(0, offset))![0];
  const rest = /^[\w$]*/.exec(code.slice(offset))![0];
  const fitting = found.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
  // What is typed in the right case comes first.
  const rank = ({ label, sortText }: LspCompletion) =>
    `${label.startsWith(typed) ? 0 : 1}${sortText ?? label}${label}`;
  const keyed = fitting.map((item) => ({ item, key: rank(item) }));
  keyed.sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  const matches = keyed.slice(0, MOST).map(({ item }) => ({
    text: item.label.replace(/\?$/, ""),
    type: KINDS[item.kind ?? 0] ?? "text",
    ...(item.detail === undefined ? {} : { signature: item.detail }),
  }));
  return { matches, start: offset - typed.length, end: offset + rest.length };
}
