/**
 * The words of one STEP entity.
 *
 * @module
 */
import type { NameEncoding } from "./name_encoding.ts";
import { decodeStepString } from "./step_string.ts";

/** A piece of an entity: a string is decoded, everything else is as it is written. */
export type StepToken =
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "reference"; readonly id: number }
  /** A type's name, an enumeration with its dots, a number, or a mark such as `(`. */
  | { readonly kind: "other"; readonly text: string };

const TOKEN =
  /\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|#\d+|\.[A-Z_]\w*\.|[-+]?\.?\d[\d.]*(?:E[-+]?\d+)?|\w[\w.+-]*|[^\s]/gi;

/** Splits an entity, from after its `=` to before its `;`, into tokens. Comments are dropped. */
export function stepTokens(
  bytes: Uint8Array,
  encoding: NameEncoding | null = null,
): StepToken[] {
  // Latin-1 keeps one character a byte, so that a string's bytes can be had back.
  const text = new TextDecoder("latin1").decode(bytes);
  const tokens: StepToken[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (word.startsWith("/*")) continue;
    if (word.startsWith("'")) {
      const inner = bytes.subarray(index + 1, index + word.length - 1);
      tokens.push({ kind: "string", text: decodeStepString(inner, encoding) });
    } else if (/^#\d/.test(word)) tokens.push({ kind: "reference", id: Number(word.slice(1)) });
    else tokens.push({ kind: "other", text: word.toUpperCase() });
  }
  return tokens;
}
