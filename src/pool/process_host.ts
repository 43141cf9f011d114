/**
 * The process of a process executor. Not to be imported: `process_child.ts` starts it.
 *
 * The job runs in a worker, so that this thread stays free to see its parent go: however that
 * ends, the line is closed, and this process ends with it, even in the middle of an endless loop.
 *
 * @module
 */
import process from "node:process";
import type { FromProcess, FromWorker, ToProcess } from "./process_protocol.ts";

/** Exit code of a process whose own code failed (EX_SOFTWARE of sysexits.h). */
const SOFTWARE_ERROR = 70;

// Ctrl-C reaches every process of the terminal: what it means is for the parent to decide.
Deno.addSignalListener("SIGINT", () => {});
process.on("disconnect", () => Deno.exit(0));

const worker = new Worker(import.meta.resolve("./process_worker.ts"), { type: "module" });
worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
  if (data.kind === "exit") void leave(data.code);
  else send(data);
};
worker.onerror = (event) => {
  event.preventDefault();
  console.error(event.message);
  void leave(SOFTWARE_ERROR);
};
process.on("message", (message: ToProcess) => {
  if (message.kind === "run") send({ kind: "started" });
  worker.postMessage(message);
});

let sent: Promise<void> = Promise.resolve();
function send(message: FromProcess): void {
  const written = Promise.withResolvers<void>();
  sent = written.promise;
  process.send!(message, () => written.resolve());
}

/** Ends the process when all that was told is on its way. */
async function leave(code: number): Promise<never> {
  await sent;
  Deno.exit(code);
}
