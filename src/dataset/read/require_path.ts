/** Refuses what is no path of a file on disk. @module */
import { UsageError } from "../../base/errors.ts";

/**
 * Refuses what is no path: nothing, a number, an address in the web.
 *
 * @param attempt what cannot be done without one: `open a dataset`
 * @throws UsageError that says what was found
 */
export function requirePath(attempt: string, path: unknown): asserts path is string {
  if (typeof path !== "string" || path === "") {
    throw new UsageError(
      `Cannot ${attempt}: the path of a file or folder is wanted, found ${
        JSON.stringify(path) ?? "none"
      }`,
    );
  }
  if (/^(?:https?|s3|gs|ftp):\/\//i.test(path)) {
    throw new UsageError(
      `Cannot ${attempt}: files are read from disk, found the address '${path}'. Download it first`,
      { data: { path } },
    );
  }
}
