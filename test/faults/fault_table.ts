/**
 * What each fault costs: the table says it beforehand.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hanging, makeStepParts } from "../cad/occt/step_parts.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

/** What a fault comes to. */
export interface Expected {
  readonly error: string;
  /** What the message must have in it. */
  readonly says: string;
  /** Whether the worker is replaced, and the item tried once more in a process of its own. */
  readonly restart: boolean;
}

const own = (error: string, says: string): Expected => ({ error, says, restart: false });
const crash = (says: string): Expected => ({ error: "ProcessCrash", says, restart: true });
/** Nothing of a process is left; what was done is in its output folder. */
export const processEnds = "the process ends" as const;

const hang: Expected = {
  error: "FlowTimeoutError",
  says: "Task fault timed out after 0.4 seconds: it held its thread",
  restart: true,
};

const both = (expected: Expected) => ({ process: expected, thread: expected });

const TABLE: Record<string, { process: Expected; thread: Expected | typeof processEnds }> = {
  throw: { process: own("RangeError", "no"), thread: own("RangeError", "no") },
  loop: { process: hang, thread: hang },
  deaf: {
    process: own("FlowTimeoutError", "timed out after 0.4 seconds"),
    thread: own("FlowTimeoutError", "timed out after 0.4 seconds"),
  },
  outOfMemory: { process: crash("out of memory"), thread: processEnds },
  denoExit: {
    process: own("ExitRefused", "A task called Deno.exit()"),
    thread: own("ExitRefused", "A task called Deno.exit()"),
  },
  processExit: {
    process: own("ExitRefused", "A task called process.exit()"),
    thread: own("ExitRefused", "A task called process.exit()"),
  },
  stackOverflow: {
    process: own("RangeError", "Maximum call stack size exceeded"),
    thread: own("RangeError", "Maximum call stack size exceeded"),
  },
  unhandled: {
    process: own("RangeError", "nobody waits for me"),
    thread: own("RangeError", "nobody waits for me"),
  },
  uncloneable: {
    process: own("TypeError", "must survive a structured clone"),
    thread: own("TypeError", "must survive a structured clone"),
  },
  lastTick: both(own("RangeError", "left behind")),
  ownCause: both(own("RangeError", "its own cause")),
  longMessage: both(own("RangeError", "mmm... (5000000 characters)")),
  oddMessage: both(own("RangeError", '{"a":1}')),
  unreadable: both(own("Error", "[object Object]")),
  endlessReply: both(hang),
  segmentationFault: { process: crash("SIGSEGV"), thread: processEnds },
  abort: { process: crash("SIGABRT"), thread: processEnds },
  kill: { process: crash("SIGKILL"), thread: processEnds },
  killKernel: {
    process: own("KernelCrash", "ended"),
    thread: own("KernelCrash", "ended"),
  },
};

/** The faults after which there is still a flow, with what they cost. */
export function survivedFaults(isolation: "process" | "thread") {
  return Object.entries(TABLE).flatMap(([name, { [isolation]: expected }]) =>
    expected === processEnds ? [] : [{ name, isolation, expected }]
  );
}

/** The faults after which there is no process any more. */
export function fatalFaults() {
  return Object.entries(TABLE).filter(([, { thread }]) => thread === processEnds)
    .map(([name]) => ({ name, isolation: "thread" as const }));
}

/**
 * Makes the items of a flow for each fault: the fault in the middle, where the batch that it is in
 * has others.
 */
export async function faultyItems(): Promise<(name: string) => string[]> {
  const endless = join(temporaryFolder()(), "endless.step");
  writeFileSync(endless, hanging(await makeStepParts()));
  const others = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `fine ${from + i}`);
  return (name) => [...others(0, 8), `${name} ${endless}`, ...others(8, 8)];
}
