/** The Python reader's own files. @module */
import { fs, urls } from "../../base/node/builtins.ts";
import { DatasetError } from "../errors.ts";

/** Where the package is, counted from this file. */
const PACKAGE = new URL("../../../python/trunnion_reader/", import.meta.url);

/** What `python <file>` runs: the reader is in the file, and so is what it shows. */
const MAIN = `"""Shows what this file holds, or what another does: python FILE [FILE]."""

import sys

from trunnion_reader.__main__ import main

sys.exit(main(sys.argv[1:] or [sys.path[0]]))
`;

/**
 * The Python files that go into a pack, by their paths in it.
 *
 * @throws {DatasetError} where they are not on this disk
 */
export function readerSources(): [name: string, text: string][] {
  if (PACKAGE.protocol !== "file:") {
    throw new DatasetError(
      "Cannot pack the Python reader: it must be on this disk, and Trunnion was imported from " +
        `'${PACKAGE.origin}'. Pack without it, and install the reader with pip`,
    );
  }
  const folder = urls().fileURLToPath(PACKAGE);
  const names = fs().readdirSync(folder).filter((name) => name.endsWith(".py")).sort();
  return [
    ["__main__.py", MAIN],
    ...names.map((name): [string, string] => [
      `trunnion_reader/${name}`,
      fs().readFileSync(folder + name, "utf8"),
    ]),
  ];
}
