/** Loading ahead of what a worker will be asked for. @module */
import { turn } from "./or_fault.ts";

/**
 * Loads modules one after the other. Deno reads all that a module leads to without a pause, so that
 * a worker which loads everything at once can neither boot nor begin before the last of it.
 *
 * @param modules by their URLs; one that cannot be loaded fails where it is asked for
 * @param work what the worker does now: it goes first
 */
export async function preload(
  modules: readonly string[],
  work: () => Promise<unknown>,
): Promise<void> {
  for (const module of modules) {
    await import(module).catch(() => {});
    await turn(); // what has come in meanwhile begins
    await work();
  }
}
