import { TextColumn } from "../../src/storage/column/packed_column.ts";

/** Texts as they are packed. */
export function packedColumn(texts: readonly (string | null)[]): TextColumn {
  const parts = texts.map((text) => new TextEncoder().encode(text ?? ""));
  const starts = new Uint32Array(texts.length + 1);
  parts.forEach((part, i) => starts[i + 1] = starts[i] + part.length);
  const bytes = new Uint8Array(starts[texts.length]);
  parts.forEach((part, i) => bytes.set(part, starts[i]));
  const present = texts.includes(null)
    ? Uint8Array.from(texts, (text) => text === null ? 0 : 1)
    : null;
  return new TextColumn(bytes, starts, present);
}
