/**
 * Main memory of this process and of others.
 *
 * @module
 */
import type { LiveMemory } from "./live_view.ts";

/** Bytes of a page of memory on Linux, but for some ARM machines. */
const PAGE = 4096;

/**
 * The main memory in use: by this process, and by others where the system lets us look.
 *
 * Deno lets a program read `/proc` when it has all permissions, and would else ask for them.
 *
 * @param others process ids; this one's is passed over
 */
export function processMemory(others: Iterable<number>): LiveMemory {
  const own = Deno.memoryUsage().rss;
  const pids = [...new Set(others)].filter((pid) => pid !== Deno.pid);
  if (pids.length === 0 || Deno.build.os !== "linux" || !hasAllPermissions()) {
    return { own, workers: null };
  }
  return { own, workers: pids.reduce((sum, pid) => sum + residentBytes(pid), 0) };
}

function residentBytes(pid: number): number {
  try {
    return Number(Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ")[1]) * PAGE;
  } catch {
    return 0; // it has ended meanwhile
  }
}

function hasAllPermissions(): boolean {
  const names = ["read", "write", "net", "env", "sys", "run", "ffi"] as const;
  return names.every((name) => Deno.permissions.querySync({ name }).state === "granted");
}
