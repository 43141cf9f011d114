/**
 * Bytes that can be read in any order: a file, or a part of memory.
 *
 * @module
 */
import { fs } from "../base/node/builtins.ts";
import { openPlainFile, readBytes } from "../base/plain_file.ts";

/** Bytes that can be read in any order. */
export interface ByteSource {
  /** How many there are. */
  readonly size: number;
  /** Whether all of them are in memory, so that closing lets go of nothing. */
  readonly isHeld?: boolean;
  /** Bytes `offset` to `offset + length`; fewer where the source ends before. */
  read(offset: number, length: number): Uint8Array;
  /** Lets go of what is held. */
  close(): void;
}

/** What a file looked like when it was opened: whoever writes it again changes one of them. */
export interface FileFacts {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** Bytes in memory; what is read shares them. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    isHeld: true,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => {},
  };
}

/** Files up to this size are read at once: one system call instead of one an entry. */
const WHOLE_BYTES = 4 << 20;

/**
 * The bytes of a file. Small files are read at once and closed.
 *
 * @throws {UnreadableFile} when it is no plain file
 */
export function fileSource(path: string): ByteSource & FileFacts {
  const { file, size, mtimeMs } = openPlainFile(path);
  let open = true;
  const close = () => {
    if (open) fs().closeSync(file);
    open = false;
  };
  try {
    if (size > WHOLE_BYTES) {
      return { size, mtimeMs, read: (offset, length) => readBytes(file, offset, length), close };
    }
    const bytes = readBytes(file, 0, size);
    close();
    return { ...memorySource(bytes), mtimeMs };
  } catch (error) {
    close();
    throw error;
  }
}
