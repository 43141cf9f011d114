/**
 * A process for the first worker of a pool, started before that pool is made.
 *
 * Runs share this state on purpose: it is a process that has done nothing yet, and it is given only
 * to a pool that would start the very same one.
 *
 * @module
 */
import type { LogMessage } from "../channel/protocol.ts";
import { HostedWorker } from "./hosted_worker.ts";
import { hostFlags, type HostOptions, mayStartHosts } from "./host_flags.ts";

interface HostAhead {
  readonly args: readonly string[];
  readonly worker: HostedWorker;
  onLog: (line: LogMessage) => void;
}

let waiting: HostAhead | null = null;

/**
 * Starts the process while the program still loads what its pool is made with. It keeps no program
 * from ending, and ends with it.
 */
export function startHostAhead(options: HostOptions, preload: readonly string[]): void {
  if (waiting !== null || !mayStartHosts()) return;
  const args = hostFlags(options, preload);
  const worker = new HostedWorker(0, (line) => ahead.onLog(line), args);
  const ahead: HostAhead = { args, worker, onLog: () => {} };
  worker.hold(false);
  waiting = ahead;
}

/**
 * The worker in the process that was started, where a pool's first would be started in the same
 * way; one that would not is ended.
 */
export function takeHostAhead(
  args: readonly string[],
  onLog: (line: LogMessage) => void,
): HostedWorker | null {
  const found = waiting;
  waiting = null;
  if (found === null) return null;
  const isSame = args.length === found.args.length && args.every((arg, i) => arg === found.args[i]);
  if (!isSame || !found.worker.alive) {
    found.worker.kill("another one is needed");
    return null;
  }
  found.onLog = onLog;
  found.worker.hold(true);
  return found.worker;
}
