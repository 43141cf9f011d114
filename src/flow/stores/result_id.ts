/** Names of results: segments, as folders and files have them. @module */
import { isReservedName } from "../../base/reserved_name.ts";
import { UsageError } from "../../base/errors.ts";

/** The name of a result: `"users/john"`, or its segments `["users", "john"]`. */
export type ResultId = string | readonly string[];

/** Bytes that a segment may have: what file systems take, with room for endings. */
const MOST_BYTES = 200;
/** Segments that a name may have. */
const MOST_SEGMENTS = 32;

/**
 * The segments of a name, if it may be one in every backend.
 *
 * @param attempt what was attempted, for the message: `save a result`
 * @throws UsageError for a name that is empty, leads out of its folder or is no text
 */
export function segmentsOf(attempt: string, id: ResultId): readonly string[] {
  const segments = typeof id === "string" ? id.split("/") : [...id];
  const empty = id === "" || segments.length === 0;
  const problem = empty ? "empty ID" : problemOf(segments);
  if (problem === null) return segments;
  const shown = typeof id === "string" ? id : segments.join("/");
  throw new UsageError(
    `Cannot ${attempt}: Invalid result ID: ${problem}. An ID is one to ${MOST_SEGMENTS} names ` +
      `with '/' between them, as in 'users/john'; found ${JSON.stringify(shown)}.`,
    { data: { id: shown } },
  );
}

function problemOf(segments: readonly unknown[]): string | null {
  if (segments.length > MOST_SEGMENTS) return `${segments.length} names`;
  for (const segment of segments) {
    if (typeof segment !== "string") return `a name must be a text, found ${typeof segment}`;
    if (segment === "") return "a name in it is empty";
    if (segment === "." || segment === "..") return `'${segment}' leads elsewhere`;
    // deno-lint-ignore no-control-regex
    if (/[/\\\x00-\x1f\x7f]/.test(segment)) return "a name has a slash or a control character";
    if (!segment.isWellFormed()) return "a name is no valid Unicode";
    if (/^[ ]|[ .]$/.test(segment)) return "a name begins or ends with a blank, or ends with a dot";
    if (isReservedName(segment)) return `'${segment}' is a device on some systems`;
    if (new TextEncoder().encode(segment).length > MOST_BYTES) {
      return `a name has more than ${MOST_BYTES} bytes`;
    }
  }
  return null;
}

/** Any name as one segment: `decodeURIComponent` gives it back. */
export function segmentOf(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(".", "%2E");
  // A job may be called `aux`, and a file on some systems not.
  if (!isReservedName(encoded)) return encoded;
  return `%${encoded.charCodeAt(0).toString(16).toUpperCase()}${encoded.slice(1)}`;
}

/** Whether a name lies at or below a prefix, by whole segments: `users` holds `users/john`. */
export function isBelow(id: string, prefix: string): boolean {
  return prefix === "" || id === prefix || id.startsWith(`${prefix}/`);
}
