/**
 * What a zip's directory must say of its entries before any of them is read.
 *
 * @module
 */
import { entryNameProblem } from "./entry_name.ts";
import { LOCAL_BYTES, type ZipEntry } from "./zip_format.ts";

/** Bits of `flags`: the entry is encrypted. */
const ENCRYPTED = 1;
/** File types in the mode that Unix gives an entry. */
const TYPE = 0o170000, FILE = 0o100000, FOLDER = 0o040000;
/** Who has made an entry, where its mode is that of Unix. */
const UNIX = [3, 19];

/**
 * What is wrong with a directory; null where nothing is.
 *
 * Each entry has a place of its own, before the directory: entries that share bytes can hold any
 * amount more than the file has. All are plain files or folders of names that can be trusted.
 *
 * @param entries in the order of the directory
 * @param end where the directory begins
 */
export function directoryProblem(entries: readonly ZipEntry[], end: number): string | null {
  const names = new Set<string>();
  for (const entry of entries) {
    const problem = entryProblem(entry);
    const { name } = entry;
    if (problem !== null) return `its entry ${JSON.stringify(name.slice(0, 300))} ${problem}`;
    if (names.has(name)) return `its entry '${name}' is there twice`;
    names.add(name);
  }
  const isInOrder = entries.every(({ offset }, i) => i === 0 || entries[i - 1].offset <= offset);
  const inOrder = isInOrder ? entries : entries.toSorted((a, b) => a.offset - b.offset);
  for (const [i, entry] of inOrder.entries()) {
    const next = inOrder[i + 1]?.offset ?? end;
    if (entry.offset + LOCAL_BYTES + entry.nameBytes + entry.size <= next) continue;
    return `its entry '${entry.name}' must have ${entry.size} bytes before what follows it, ` +
      `found it to begin at ${entry.offset} and the next at ${next}`;
  }
  return null;
}

function entryProblem({ name, flags, madeBy, mode, size, packed, method, disk }: ZipEntry) {
  const problem = entryNameProblem(name);
  if (problem !== null) return `has a name that cannot be trusted: ${problem}`;
  if ((flags & ENCRYPTED) !== 0) return "is encrypted";
  if (method !== 0 || packed !== size) {
    return `must be stored as it is, found ${packed} bytes by method ${method} for ${size}`;
  }
  if (disk !== 0) return "is in another file of several";
  const type = UNIX.includes(madeBy) ? mode & TYPE : 0;
  const isFolder = name.endsWith("/");
  if (type !== 0 && type !== (isFolder ? FOLDER : FILE)) {
    return `must be a plain file or a folder, found the mode ${mode.toString(8)}`;
  }
  return isFolder && size > 0 ? "is a folder and has bytes" : null;
}
