/** Where the runs of a flow are, by what a person types. @module */
import { paths } from "../../base/node/builtins.ts";
import { UsageError } from "../../base/errors.ts";
import { folderAt, type OutputFolder } from "./output_folder.ts";

/**
 * The folder of a flow.
 *
 * @param path the folder itself, its `.flow` file, its `.dataset` folder, or its journal
 * @throws UsageError where no flow has run there
 */
export function findRun(path: string): OutputFolder {
  const full = paths().resolve(path);
  const root = isFolder(full) && !full.endsWith(".dataset") ? full : paths().dirname(full);
  const folder = folderAt(root, paths().basename(root));
  if (exists(folder.journal) || exists(folder.flowFile)) return folder;
  const found = root === full || exists(full)
    ? `there is neither '${paths().basename(folder.journal)}' nor '${
      paths().basename(folder.flowFile)
    }' in '${root}'`
    : `'${full}' does not exist`;
  throw new UsageError(
    `Cannot find a run at '${path}': it must be a flow's folder, its .flow file, its .dataset or ` +
      `its journal, and ${found}. A flow's folder is OUT/flows/NAME.`,
    { data: { path, root } },
  );
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
