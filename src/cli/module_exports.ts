/** Flows that a module exports. @module */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { messageOf } from "../base/message_of.ts";
import { UsageError } from "../base/errors.ts";

/** What is done with a module, and what is looked for in it; both for messages. */
interface Search<T> {
  /** E.g. `run`. */
  readonly verb: string;
  /** What to do when there is none: `Export what createFlow() returns`. */
  readonly advice: string;
  is(value: unknown): value is T;
}

/**
 * Imports a module, and finds the one flow among its exports, or the one that is wanted.
 *
 * @throws UsageError where that cannot be
 */
export async function findExport<T>(
  module: string,
  wanted: string | undefined,
  search: Search<T>,
): Promise<T> {
  const { verb, advice, is } = search;
  const exports = await importModule(module, verb);
  const flows = Object.entries(exports).flatMap(([name, value]) =>
    is(value) ? [[name, value] as const] : []
  );
  const names = flows.map(([name]) => name).join(", ");
  const found = wanted === undefined
    ? flows.length === 1 ? flows[0] : undefined
    : flows.find(([name]) => name === wanted);
  if (found !== undefined) return found[1];
  if (flows.length === 0) {
    throw new UsageError(
      `Cannot ${verb} '${module}': it exports no flow. Its exports are: ` +
        `${Object.keys(exports).join(", ") || "none"}. ${advice}`,
      { data: { module } },
    );
  }
  throw new UsageError(
    wanted === undefined
      ? `Cannot ${verb} '${module}': it exports several flows. Choose one with --flow: ${names}`
      : `Cannot ${verb} '${module}': it exports no flow '${wanted}'. Its flows are: ${names}`,
    { data: { module, flows: flows.map(([name]) => name) } },
  );
}

/**
 * Imports a module that a user named.
 *
 * @param verb what is done with it, for messages
 * @throws UsageError where that cannot be
 */
export async function importModule(
  module: string,
  verb: string,
): Promise<Record<string, unknown>> {
  const path = resolve(module);
  const found = await Deno.stat(path).catch(() => null);
  if (!found?.isFile) {
    throw new UsageError(
      `Cannot ${verb} '${module}': there is no such file. Check the path; a relative one ` +
        "begins at the current folder.",
      { data: { module } },
    );
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    const why = messageOf(cause);
    throw new UsageError(`Cannot ${verb} '${module}': importing it failed: ${why}`, {
      data: { module },
      cause,
    });
  }
}
