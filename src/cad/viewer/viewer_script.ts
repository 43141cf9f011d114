/**
 * The script of viewers, as `deno task build:viewer` has written it beside this file.
 *
 * @module
 */
import { fsPromises, urls } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";

const SCRIPT = new URL("./viewer_script.js.gz", import.meta.url);

/**
 * Reads it: JavaScript, compressed by gzip.
 *
 * @throws {UsageError} where it is not on this disk
 */
export async function viewerScript(): Promise<Uint8Array> {
  if (SCRIPT.protocol !== "file:") {
    throw new UsageError(
      "Cannot show a viewer: its script must be on this disk, and Trunnion was imported from " +
        `'${SCRIPT.origin}'. Import it from a checkout or from its npm package`,
    );
  }
  return await fsPromises().readFile(urls().fileURLToPath(SCRIPT));
}
