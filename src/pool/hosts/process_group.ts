/** A host and what its tasks have started: a group of processes. @module */

/** Whether a host can lead a group of its own. */
export const HAS_GROUPS: boolean = Deno.build.os !== "windows";

/** Ends a host, if it is still there, and all below it that has not left its group. */
export function killGroup(leader: number): void {
  if (!HAS_GROUPS) return;
  try {
    Deno.kill(-leader, "SIGKILL");
  } catch {
    // Nothing is left of it.
  }
}
