/** Finds the samples that a row from outside is about. @module */
import type { DatasetReader } from "../read/reader.ts";
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
  const resolve = files < 0 ? null : fileResolver(columns[files].map(String), ambiguous);
  return (parts) => {
    const own = parts.map((part, i) =>
      i === files ? resolve!(part) : numeric[i] ? numberText(part) : part
    );
    const found: number[] = [];
    for (let s = first.get(text(own)) ?? -1; s >= 0; s = next[s]) found.push(s);
    return found;
  };
}

/** A number as keys have it; what is none stays. */
export function numberText(part: string): string {
  const value = Number(part);
  return Number.isFinite(value) ? String(value) : part;
}

/** Finds a file by the path that the dataset has for it, by the end of that, or by a longer one. */
function fileResolver(files: readonly string[], ambiguous: (why: string) => Error) {
  const known = new Set(files);
  let ends: ReadonlyMap<string, string | Set<string>> | null = null;
  return (path: string): string => {
    const plain = path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    if (known.has(plain)) return plain;
    ends ??= endsOf(known); // most tables have the paths as the dataset has them
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
