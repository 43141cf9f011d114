/** The log that a task is given. @module */
import type { LogLevel } from "../../flow/job.ts";
import type { InjectedContext } from "./injected.ts";

/** Writes the lines of a task to a log, each with its level. */
export function taskLog(log: (level: LogLevel, message: string) => void): InjectedContext["log"] {
  return {
    debug: (message) => log("DEBUG", message),
    info: (message) => log("INFO", message),
    warning: (message) => log("WARNING", message),
    error: (message) => log("ERROR", message),
  };
}
