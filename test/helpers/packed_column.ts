import { TextColumn } from "../../src/storage/column/packed_column.ts";

/** Texts as they are packed, with their lengths between them where there is a gap. */
export function packedColumn(texts: readonly (string | null)[], gap: 0 | 4 = 0): TextColumn {
  const parts = texts.map((text) => new TextEncoder().encode(text ?? ""));
  const starts = new Uint32Array(texts.length + 1).fill(gap, 0, 1);
  parts.forEach((part, i) => starts[i + 1] = starts[i] + part.length + gap);
  const bytes = new Uint8Array(starts[texts.length] - gap);
  parts.forEach((part, i) => {
    if (gap === 4) new DataView(bytes.buffer).setUint32(starts[i] - gap, part.length, true);
    bytes.set(part, starts[i]);
  });
  const present = texts.includes(null)
    ? Uint8Array.from(texts, (text) => text === null ? 0 : 1)
    : null;
  return new TextColumn(bytes, starts, present, gap);
}
