/** Finds the samples that a row from outside is about. @module */
import type { DatasetReader } from "../read/reader.ts";
import { TextTable } from "../../storage/column/text_codes.ts";
import { PackedTexts, TextCursor } from "../../storage/column/text_rows.ts";
import { keyText } from "./column_values.ts";

/** Finds the samples whose keys have the texts, ascending. */
type FindSamples = (parts: readonly string[]) => readonly number[];

/**
 * What finds the samples of a key: of one column, or of several.
 *
 * @param keys columns of the infoset
 * @param ambiguous makes the error for what could be several files
 */
export async function sampleFinder(
  reader: DatasetReader,
  keys: readonly string[],
  ambiguous: (why: string) => Error,
): Promise<FindSamples> {
  const packed = keys.length === 1 ? await packedTexts(reader, keys[0]) : null;
  if (packed !== null) return textFinder(packed, keys[0] === "file" ? ambiguous : null);
  const columns = await Promise.all(keys.map((key) => reader.infoColumn(key)));
  const numeric = columns.map((values) => values.some((value) => typeof value === "number"));
  const text = (parts: readonly string[]) => parts.length === 1 ? parts[0] : JSON.stringify(parts);
  // The first sample of each key, and after each sample the next of the same.
  const first = new Map<string, number>();
  const next = new Int32Array(reader.sampleCount).fill(-1);
  for (let s = reader.sampleCount - 1; s >= 0; s--) {
    const parts = columns.map((values) => keyText(values[s]));
    if (parts.includes(null)) continue;
    const key = text(parts as string[]);
    next[s] = first.get(key) ?? -1;
    first.set(key, s);
  }
  const files = keys.indexOf("file");
  const paths = files < 0 ? null : new Set(columns[files].map(String));
  const resolve = paths === null ? null : fileResolver(paths, () => paths, ambiguous);
  return (parts) => {
    const own = parts.map((part, i) =>
      i === files ? resolve!(part) : numeric[i] ? numberText(part) : part
    );
    const found: number[] = [];
    for (let s = first.get(text(own)) ?? -1; s >= 0; s = next[s]) found.push(s);
    return found;
  };
}

/** A column of texts without blanks around them, as it is kept; null for another. */
async function packedTexts(reader: DatasetReader, key: string): Promise<PackedTexts | null> {
  const texts = PackedTexts.of((await reader.infoParts(key)).parts);
  if (texts === null) return null;
  const cursor = new TextCursor(texts);
  for (let s = 0; s < texts.length; s++) {
    // Blanks are of ASCII, or begin with a byte that no character of ASCII has.
    if (!cursor.seek(s)) continue;
    const { bytes, start, end } = cursor;
    if (start === end || !isSolid(bytes[start]) || !isSolid(bytes[end - 1])) return null;
  }
  return texts;
}

function isSolid(byte: number): boolean {
  return byte > 32 && byte < 127;
}

/** Finds by the bytes of the texts, which become no strings. */
function textFinder(texts: PackedTexts, ambiguous: ((why: string) => Error) | null): FindSamples {
  const table = new TextTable(texts);
  // After each sample the next with the same text.
  const next = new Int32Array(texts.length).fill(-1);
  const last = new Int32Array(texts.length).fill(-1);
  table.codes.forEach((code, s) => {
    if (code < 0) return;
    if (last[code] >= 0) next[last[code]] = s;
    last[code] = s;
  });
  const known = { has: (path: string) => table.find(path) >= 0 };
  const all = () => new Set(texts.list().map(String));
  const resolve = ambiguous === null ? null : fileResolver(known, all, ambiguous);
  return ([part]) => {
    const found: number[] = [];
    for (let s = table.find(resolve === null ? part : resolve(part)); s >= 0; s = next[s]) {
      found.push(s);
    }
    return found;
  };
}

/** A number as keys have it; what is none stays. */
export function numberText(part: string): string {
  const value = Number(part);
  return Number.isFinite(value) ? String(value) : part;
}

/**
 * Finds a file by the path that the dataset has for it, by the end of that, or by a longer one.
 *
 * @param all gives all paths
 */
function fileResolver(
  known: { has(path: string): boolean },
  all: () => ReadonlySet<string>,
  ambiguous: (why: string) => Error,
) {
  let ends: ReadonlyMap<string, string | Set<string>> | null = null;
  return (path: string): string => {
    const plain = path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    if (known.has(plain)) return plain;
    ends ??= endsOf(all()); // most tables have the paths as the dataset has them
    const found = ends.get(plain);
    if (typeof found === "string") return found;
    if (found !== undefined) {
      throw ambiguous(
        `'${path}' could be ${[...found].slice(0, 3).map((one) => `'${one}'`).join(" or ")}. ` +
          "Write the paths as the dataset has them in 'file'",
      );
    }
    const parts = plain.split("/");
    for (let i = 1; i < parts.length; i++) {
      const end = parts.slice(i).join("/");
      if (known.has(end)) return end;
    }
    return plain;
  };
}

/** The files, or the one file, by the ends of their paths, with and without what follows a dot. */
function endsOf(files: ReadonlySet<string>): Map<string, string | Set<string>> {
  const ends = new Map<string, string | Set<string>>();
  const put = (end: string, file: string) => {
    const known = ends.get(end);
    if (known === undefined) ends.set(end, file);
    else if (typeof known !== "string") known.add(file);
    else if (known !== file) ends.set(end, new Set([known, file]));
  };
  for (const file of files) {
    for (let at = 0; at >= 0;) {
      const end = file.slice(at);
      put(end, file);
      put(end.replace(/\.[^./]+$/, ""), file);
      const slash = file.indexOf("/", at);
      at = slash < 0 ? -1 : slash + 1;
    }
  }
  return ends;
}
