import { setTimeout as sleep } from "node:timers/promises";

/** Waits until there is such a file. */
export async function untilThere(path: string): Promise<void> {
  while (!(await Deno.stat(path).catch(() => null))) await sleep(5);
}
