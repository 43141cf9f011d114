/** Sees to it that what a run writes stays in its folder. @module */
import { fs, paths } from "../../base/node/builtins.ts";
import { leadsOut } from "../../base/leads_out.ts";
import { OutputFolderError } from "../errors.ts";

/**
 * Refuses a folder of which a part is a link that leads out: what is written or cleared away there
 * would be somebody else's. One that is no file and no folder is refused too: opening a FIFO waits
 * for ever.
 *
 * @param root the folder itself, which may be a link
 * @param parts paths in it, whether they are there or not
 * @throws OutputFolderError that names the part, and where it leads
 */
export function requireOwnParts(root: string, parts: readonly string[]): void {
  for (const part of parts) {
    const path = paths().join(root, part);
    const target = leadsOut(root, path);
    if (target === null) {
      requireFile(root, part, path);
      continue;
    }
    throw new OutputFolderError(
      `Cannot write to the output folder '${root}': what is written must stay in it, and its ` +
        `'${part}' is a link that leads to '${target}'. Remove the link; the folder itself may ` +
        "be one, to a larger disk.",
      { data: { folder: root, part, target } },
    );
  }
}

function requireFile(root: string, part: string, path: string): void {
  const found = fs().statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile() || found.isDirectory()) return;
  throw new OutputFolderError(
    `Cannot write to the output folder '${root}': its '${part}' must be a file or a folder, ` +
      "and is a FIFO, a socket or a device. Remove it.",
    { data: { folder: root, part } },
  );
}
