/** What messages of one kind have in common. @module */

/** In this order: what stands in quotes may hold paths, and paths may hold numbers. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/'[^'\n]*'|"[^"\n]*"|`[^`\n]*`/g, "<text>"],
  [/\bfile:\/\/\S+|\bhttps?:\/\/\S+/g, "<url>"],
  [/(?<![\w<])(?:[A-Za-z]:\\|\.{0,2}\/)[^\s,;:)]+/g, "<path>"],
  // Without a dot or a slash in front it is a path where it leads to a file: "and/or" is none.
  [
    /(?<![\w<./\\-])[\w@+-][\w.@+-]*(?:[\\/][\w.@+-]+)*[\\/][\w@+-][\w.@+-]*\.[a-z]\w{0,7}\b/gi,
    "<path>",
  ],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/gi, "<id>"],
  [/(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w])/gi, "<number>"],
];

/**
 * A message without what differs from case to case, so that equal failures can be counted.
 *
 * @example
 * ```ts
 * import { messageTemplate } from "./message_template.ts";
 *
 * messageTemplate("Cannot read '/a/b.step': line 12 is odd");
 * // Cannot read <text>: line <number> is odd
 * ```
 */
export function messageTemplate(message: string): string {
  return PARTS.reduce((text, [pattern, name]) => text.replace(pattern, name), message);
}
