/** Sees to it that what a run writes stays in its folder. @module */
import { join } from "node:path";
import { leadsOut } from "../../base/leads_out.ts";
import { OutputFolderError } from "../errors.ts";

/**
 * Refuses a folder of which a part is a link that leads out: what is written or cleared away there
 * would be somebody else's.
 *
 * @param root the folder itself, which may be a link
 * @param parts paths in it, whether they are there or not
 * @throws OutputFolderError that names the part, and where it leads
 */
export function requireOwnParts(root: string, parts: readonly string[]): void {
  for (const part of parts) {
    const target = leadsOut(root, join(root, part));
    if (target === null) continue;
    throw new OutputFolderError(
      `Cannot write to the output folder '${root}': what is written must stay in it, and its ` +
        `'${part}' is a link that leads to '${target}'. Remove the link; the folder itself may ` +
        "be one, to a larger disk.",
      { data: { folder: root, part, target } },
    );
  }
}
