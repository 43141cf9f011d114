/**
 * Files that can be read to their end.
 *
 * A name in a dataset may stand for anything: reading a FIFO waits for ever, an endless device
 * fills the memory.
 *
 * @module
 */
import { fs } from "./node/builtins.ts";
import type { Stats } from "node:fs";
import { TrunnionError } from "./errors.ts";

/** What was to be read is no plain file, or too large for what it should be. */
export class UnreadableFile extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "UnreadableFile";
}

/** A file that is open. */
export interface OpenFile {
  /** Its descriptor, to be closed. */
  readonly file: number;
  /** Its bytes when it was opened: to ask again costs as much as to read some. */
  readonly size: number;
  /** When it was last changed: milliseconds since 1970. */
  readonly mtimeMs: number;
}

/**
 * Opens a plain file, or a link to one.
 *
 * @throws {UnreadableFile} when it is something else
 * @throws what the system says when it cannot be opened
 */
export function openPlainFile(path: string): OpenFile {
  requirePlainFile(path); // opening some devices has effects
  return openLookedAt(path);
}

/**
 * Opens a plain file, or a link to one, to read ranges of it that are checked by what they hold.
 * Whether it was replaced between the look and the opening is not asked: that is a third of the
 * time, and what has another size or content then is refused by its checksum.
 *
 * @throws as {@linkcode openPlainFile}
 */
export function openCheckedFile(path: string): Omit<OpenFile, "mtimeMs"> {
  const size = requirePlainFile(path);
  return { file: openForReading(path), size };
}

/** Opens what was looked at, and found to be a plain file. */
function openLookedAt(path: string): OpenFile {
  const file = openForReading(path);
  try {
    const stats = fs().fstatSync(file);
    requirePlain(path, stats);
    return { file, size: stats.size, mtimeMs: stats.mtimeMs };
  } catch (error) {
    fs().closeSync(file);
    throw error;
  }
}

/**
 * Reads a plain file.
 *
 * @param most the bytes that it may have
 * @throws {UnreadableFile} when it is no plain file, or larger
 * @throws what the system says when it cannot be read
 */
export function readPlainFile(path: string, most: number): Uint8Array<ArrayBuffer> {
  return readOpened(openPlainFile(path), (size) => {
    if (size <= most) return;
    throw new UnreadableFile(
      `'${path}' must have at most ${most} bytes to be what it is named, found ${size}`,
      { data: { path, most, size } },
    );
  });
}

/**
 * Reads a plain file, unless it is large.
 *
 * @param most the bytes that it may have to be read
 * @returns null where it has more
 * @throws {UnreadableFile} when it is no plain file
 * @throws what the system says when it cannot be read
 */
export function readSmallFile(path: string, most: number): Uint8Array<ArrayBuffer> | null {
  const size = requirePlainFile(path);
  return size > most ? null : readAsSeen(path, size) ?? readOpened(openLookedAt(path), () => {});
}

/**
 * Reads a file that a look found to be plain and of some size. A read that asks for one byte more
 * sees whether it still is: to look again takes longer.
 *
 * @returns null where it has another size by now
 */
function readAsSeen(path: string, size: number): Uint8Array<ArrayBuffer> | null {
  const file = openForReading(path);
  try {
    const room = new Uint8Array(size + 1);
    return fs().readSync(file, room, 0, size + 1, 0) === size ? room.subarray(0, size) : null;
  } finally {
    fs().closeSync(file);
  }
}

/** It may have been replaced since that look: without a wait, opening a FIFO ends at once. */
function openForReading(path: string): number {
  return fs().openSync(path, fs().constants.O_RDONLY | (fs().constants.O_NONBLOCK ?? 0));
}

function readOpened(
  { file, size }: OpenFile,
  check: (size: number) => void,
): Uint8Array<ArrayBuffer> {
  try {
    check(size);
    return readBytes(file, 0, size);
  } finally {
    fs().closeSync(file);
  }
}

/** Bytes that a text beside a dataset may have: it is read whole. */
const TEXT_BYTES = 2 ** 28;

/**
 * The text of a plain file.
 *
 * @throws {UnreadableFile} when it is no plain file, or larger than such texts are
 * @throws what the system says when it cannot be read
 */
export function readPlainText(path: string): string {
  return new TextDecoder().decode(readPlainFile(path, TEXT_BYTES));
}

/**
 * Reads bytes of an open file; fewer where it ends before.
 *
 * @param room where they are put; in new memory without it
 */
export function readBytes(
  file: number,
  offset: number,
  length: number,
  room: Uint8Array<ArrayBuffer> = new Uint8Array(length),
): Uint8Array<ArrayBuffer> {
  const bytes = room.subarray(0, length);
  let at = 0;
  while (at < length) {
    // Linux reads less than 2 GiB at a time.
    const count = fs().readSync(file, bytes, at, Math.min(length - at, 1 << 30), offset + at);
    if (count === 0) break;
    at += count;
  }
  return at === length ? bytes : bytes.subarray(0, at);
}

/**
 * Refuses what is neither a plain file nor a link to one.
 *
 * @returns its bytes
 * @throws {UnreadableFile} when it is something else
 * @throws what the system says when it cannot be looked at
 */
export function requirePlainFile(path: string): number {
  const stats = fs().statSync(path);
  requirePlain(path, stats);
  return stats.size;
}

function requirePlain(path: string, stats: Stats): void {
  if (stats.isFile()) return;
  const kind = stats.isDirectory()
    ? "a folder"
    : stats.isFIFO()
    ? "a FIFO"
    : stats.isSocket()
    ? "a socket"
    : "a device";
  throw new UnreadableFile(`'${path}' must be a plain file, found ${kind}`, {
    data: { path, kind },
  });
}
