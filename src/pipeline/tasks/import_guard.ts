/**
 * Keeps flows from starting while a worker imports the module that starts them.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";

/** Whether this thread is a worker that imports task modules now. */
let importing = false;

/** Imports modules, during which {@linkcode refuseWhileImporting} throws. */
export async function importTaskModules(
  urls: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  importing = true;
  try {
    const modules = new Map<string, Record<string, unknown>>();
    for (const url of urls) modules.set(url, await import(url));
    return modules;
  } finally {
    importing = false;
  }
}

/** @throws UsageError when the call comes from a task module that a worker is importing */
export function refuseWhileImporting(what: string): void {
  if (!importing) return;
  throw new UsageError(
    `Cannot call ${what} at the top level of a task module: each worker imports the module, and ` +
      "would start the flow again. Wrap the call in `if (import.meta.main) { ... }`, or move it " +
      "to a file of its own.",
  );
}
