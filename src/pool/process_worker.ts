/** The worker in which the process of a process executor does its jobs. @module */
import process from "node:process";
import { toErrorRow } from "../flow/error_row.ts";
import type { LogLevel } from "../flow/job.ts";
import { createRunner } from "./function_runner.ts";
import { fromBytes, type FromWorker, toBytes, type ToProcess } from "./process_protocol.ts";
import { catchUnhandled, forwardConsole } from "./worker_guards.ts";

const runner = createRunner();
let current: { readonly stop: AbortController; readonly reject: (error: unknown) => void } | null =
  null;

function tell(message: FromWorker): void {
  self.postMessage(message, message.kind === "done" ? [message.bytes.buffer as ArrayBuffer] : []);
}

const log = (level: LogLevel, message: string) => tell({ kind: "log", level, message });
forwardConsole(log);
catchUnhandled((error) => {
  if (current !== null) current.reject(error);
  else log("ERROR", `After a job had ended: ${toErrorRow(error).message}`);
});
leaveByHost();

self.onmessage = ({ data }: MessageEvent<ToProcess>) => {
  if (data.kind === "run") void run(data.bytes);
  else current?.stop.abort(new DOMException("The job was told to stop", "AbortError"));
};
tell({ kind: "ready" });

async function run(bytes: Uint8Array): Promise<void> {
  const outside = Promise.withResolvers<never>();
  outside.promise.catch(() => {}); // it may reject when the race is over
  const stop = new AbortController();
  current = { stop, reject: outside.reject };
  try {
    const work = runner.run(fromBytes(bytes), null, {
      index: 0,
      worker: 0,
      signal: stop.signal,
      log,
    });
    tell({ kind: "done", bytes: resultBytes(await Promise.race([work, outside.promise])) });
  } catch (thrown) {
    tell({ kind: "failed", error: toErrorRow(thrown) });
  } finally {
    current = null;
  }
}

function resultBytes(value: unknown): Uint8Array {
  try {
    return toBytes(value);
  } catch (cause) {
    throw new TypeError(
      "The job's result cannot leave its process: results must survive a structured clone, so " +
        "no functions, streams or class instances with methods. Return plain data or a path.",
      { cause },
    );
  }
}

/** In a worker these calls end the worker alone, without an event: the host ends the process. */
function leaveByHost(): void {
  const leave = (code?: number | string | null): never => {
    tell({ kind: "exit", code: Number(code ?? process.exitCode ?? Deno.exitCode) });
    const never = new Int32Array(new SharedArrayBuffer(4));
    while (true) Atomics.wait(never, 0, 0); // as the job must not go on
  };
  Deno.exit = leave;
  process.exit = leave;
  Object.defineProperty(self, "close", { value: () => leave() });
}
