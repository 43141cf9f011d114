/** What is started before a command is even loaded. @module */
import { startWorkerAhead } from "../../pipeline/worker/worker_ahead.ts";

/** Words with which a flow has no process of its own, or does nothing. */
const WITHOUT = /^(?:-h|--help|--debug|--isolation(?:=.*)?)$/;
const WORKERS = "--max-workers";

/** Starts the first worker's process, where the command needs one in any case. */
export function startAhead(args: readonly string[]): void {
  if (args[0] !== "encode" || args.length < 2 || args.some((word) => WITHOUT.test(word))) return;
  const at = args.findIndex((word) => word === WORKERS || word.startsWith(`${WORKERS}=`));
  const value = at < 0 ? "" : args[at] === WORKERS ? args[at + 1] : args[at].split("=")[1];
  const count = Number(value ?? "");
  startWorkerAhead({ maxWorkers: count >= 1 ? count : null, maxHeapBytes: null }, true);
}
