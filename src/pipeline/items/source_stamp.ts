/** Whether a file is still what it was, without reading it. @module */

/**
 * Milliseconds within which a file may change without a sign of it: the coarsest clock of a file
 * system that is in use (FAT) counts in two seconds.
 */
const GRANULARITY_MS = 2000;

/** What a file looks like from outside. */
export interface SourceStamp {
  /** Equal for a file that has not changed. */
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** When it was changed, in milliseconds since 1970. */
  readonly changedMs: number;
}

/** The stamp of a file; null for what is none. */
export function sourceStamp(path: string): SourceStamp | null {
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(path);
  } catch {
    return null; // missing, or not to be looked at: reading it says why
  }
  if (!info.isFile) return null;
  const { size, ino } = info;
  const [mtime, ctime] = [Number(info.mtime ?? 0), Number(info.ctime ?? 0)];
  return { text: `${size}:${mtime}:${ctime}:${ino ?? 0}`, size, changedMs: Math.max(mtime, ctime) };
}

/**
 * Whether a stamp can prove anything later: a file that has just been changed could be changed
 * again within the same tick of its file system's clock.
 */
export function isSettled({ changedMs }: SourceStamp, now = Date.now()): boolean {
  return now - changedMs > GRANULARITY_MS;
}
