/** Sees to it that what is written of a dataset stays in its folder. @module */
import { leadsOut } from "../../base/leads_out.ts";
import { DatasetError } from "../errors.ts";

/**
 * Refuses to write where a link leads out of a dataset's folder.
 *
 * @throws DatasetError that says where it leads
 */
export function requireStaysIn(home: string, path: string): void {
  const target = leadsOut(home, path);
  if (target === null) return;
  throw new DatasetError(
    `Cannot write to '${path}': what is written of a dataset must stay in its folder, and a link ` +
      `leads from there to '${target}'. Remove the link, or copy what it leads to`,
    { data: { folder: home, path, target } },
  );
}
