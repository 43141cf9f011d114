/**
 * What a worker changes in its own global scope before a task runs: the console is forwarded, and
 * faults that would end the worker without a word become errors of the item in work.
 *
 * @module
 */
import process from "node:process";
import { format } from "node:util";
import type { LogLevel } from "../../flow/job.ts";
import { ExitRefused } from "../errors.ts";

const LEVELS: Readonly<Record<"debug" | "log" | "info" | "warn" | "error", LogLevel>> = {
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
};

/** Sends all that is printed to `write` instead of the console. */
export function forwardConsole(write: (level: LogLevel, message: string) => void): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...args: unknown[]) => write(level, format(...args));
  }
}

/**
 * Catches what nobody awaits: rejected promises and errors in timers. Without this they end the
 * worker, and the main process too.
 */
export function catchUnhandled(report: (error: unknown) => void): void {
  self.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report(event.reason);
  });
  self.addEventListener("error", (event) => {
    event.preventDefault();
    report(event.error ?? new Error(event.message));
  });
}

/** Makes `Deno.exit`, `process.exit` and `close` throw: they end a worker without any event. */
export function refuseExit(): void {
  const refuse = (call: string) => (): never => {
    throw new ExitRefused(
      `A task called ${call}, which would end its worker and lose the other items. ` +
        "Throw an error to fail the item, or return null to skip it.",
      { data: { call } },
    );
  };
  replaceExits(refuse("Deno.exit()"), refuse("process.exit()"), refuse("close()"));
}

/** Makes these calls end the whole process. In a worker they would end the worker alone. */
export function leaveByHost(tell: (code: number) => void): void {
  const leave = (code?: number | string | null): never => {
    tell(Number(code ?? process.exitCode ?? Deno.exitCode));
    const never = new Int32Array(new SharedArrayBuffer(4));
    while (true) Atomics.wait(never, 0, 0); // as the job must not go on
  };
  replaceExits(leave, leave, () => leave());
}

function replaceExits(
  exit: typeof Deno.exit,
  nodeExit: typeof process.exit,
  close: () => never,
): void {
  Deno.exit = exit;
  process.exit = nodeExit;
  Object.defineProperty(self, "close", { value: close });
}
