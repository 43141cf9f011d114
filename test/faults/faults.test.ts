/**
 * What each fault costs: the table says it beforehand.
 *
 * Every flow has other items beside the one with the fault, and they are all done.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stuckThreads } from "../../src/pool/hosts/stuck_threads.ts";
import { hanging, makeStepParts } from "../cad/occt/step_parts.ts";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { runReport } from "../../src/pipeline/outputs/report_run.ts";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { resultsOf, runTasks, temporaryFolder } from "../pipeline/helpers.ts";
import { fault } from "./fixtures/faulty_tasks.ts";

interface Expected {
  readonly error: string;
  /** What the message must have in it. */
  readonly says: string;
  /** Whether the worker is replaced, and the item tried once more in a process of its own. */
  readonly restart: boolean;
}

const own = (error: string, says: string): Expected => ({ error, says, restart: false });
const crash = (says: string): Expected => ({ error: "ProcessCrash", says, restart: true });
/** Nothing of a process is left; what was done is in its output folder. */
const processEnds = "the process ends" as const;

const hang: Expected = {
  error: "FlowTimeoutError",
  says: "Task fault timed out after 1.5 seconds: it held its thread",
  restart: true,
};

const TABLE: Record<string, { process: Expected; thread: Expected | typeof processEnds }> = {
  throw: { process: own("RangeError", "no"), thread: own("RangeError", "no") },
  loop: { process: hang, thread: hang },
  deaf: {
    process: own("FlowTimeoutError", "timed out after 1.5 seconds"),
    thread: own("FlowTimeoutError", "timed out after 1.5 seconds"),
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
  segmentationFault: { process: crash("SIGSEGV"), thread: processEnds },
  abort: { process: crash("SIGABRT"), thread: processEnds },
  kill: { process: crash("SIGKILL"), thread: processEnds },
  killKernel: {
    process: own("KernelCrash", "ended"),
    thread: own("KernelCrash", "ended"),
  },
};

const cells = Object.entries(TABLE).flatMap(([name, { process, thread }]) =>
  [["process", process], ["thread", thread]].map(([isolation, expected]) => (
    { name, isolation: isolation as "process" | "thread", expected }
  ))
);
const survived = cells.filter(({ expected }) => expected !== processEnds);
const fatal = cells.filter(({ expected }) => expected === processEnds);

const root = mkdtempSync(join(tmpdir(), "trunnion-faults-"));
const endless = join(root, "endless.step");
beforeAll(async () => writeFileSync(endless, hanging(await makeStepParts())));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const others = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `fine ${from + i}`);
/** The fault in the middle, where the batch that it is in has others. */
const itemsWith = (name: string) => [...others(0, 8), `${name} ${endless}`, ...others(8, 8)];

test.each(survived)("$name, isolation $isolation", async ({ name, isolation, expected }) => {
  const { error, says, restart } = expected as Expected;
  // A kernel needs memory.
  const needsKernel = name === "killKernel";
  const stuck = stuckThreads();
  const run = await runTasks([fault], { item: itemsWith(name) }, {
    debug: false,
    isolation,
    maxWorkers: 1,
    timeout: name === "loop" || name === "deaf" ? 1500 : undefined,
    maxHeapBytes: needsKernel ? undefined : 60 * 2 ** 20,
  });
  const lives = resultsOf(run, "fault");
  expect(lives).toHaveLength(16);
  expect(new Set(lives).size > 1).toBe(restart);
  expect(run.errors).toHaveLength(1);
  expect(run.errors[0]).toMatchObject({ item_index: 8, task: "fault", error_class: error });
  expect(run.errors[0].error).toContain(says);
  expect(run.errors[0].data.quarantined).toBe(restart ? true : undefined);
  if (restart) expect(run.errors[0].attempts).toBeGreaterThan(1);
  // The journal has it, too; the kernel's host answers for itself.
  expect(run.report.stages[0].quarantined).toBe(restart ? 1 : 0);
  expect(suspectsOf(run.flowFile)).toBe(restart);
  // The second try is in a process, which is killed: one thread at most goes on.
  expect(stuckThreads() - stuck).toBe(name === "loop" && isolation === "thread" ? 1 : 0);
  await closeWorkers(); // they are kept for the next flow
  expect(alive(descendants(Deno.pid))).toEqual([]);
});

/** Whether the journal says of the faulty item that it was tried with care. */
function suspectsOf(flowFile: string): boolean {
  const reader = JournalReader.open(join(dirname(flowFile), "journal.sqlite"));
  try {
    const [run] = reader.runs();
    const events = [...reader.events(run.id)];
    const failed = events.flatMap(({ kind, items }) => kind === "failed" ? items : []);
    return events.some(({ kind, items }) =>
      kind === "suspect" && items.some((id) => failed.includes(id))
    );
  } finally {
    reader.close();
  }
}

const program = new URL("./fixtures/flow_program.ts", import.meta.url).href;
const runProgram = (...args: string[]) =>
  new Deno.Command(Deno.execPath(), { args: ["run", "-A", ...args], stderr: "null" }).output();

describe.each(fatal)("$name, isolation $isolation", ({ name, isolation }) => {
  test("ends the process; run again, it costs its item, in a process of its own", async () => {
    const folder = temporaryFolder();
    const run = () =>
      runProgram(
        "--v8-flags=--max-old-space-size=60",
        program,
        isolation,
        folder,
        "fault",
        ...itemsWith(name),
      );
    const first = await run();
    expect(first.success).toBe(false);
    expect(first.stdout).toHaveLength(0);
    const again = await run();
    expect(again.success).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(again.stdout))).toEqual({
      errors: ["ProcessCrash"],
      done: 16,
    });
    const [stage] = runReport(`${folder}/flows/program`).stages;
    expect(stage.reasons["in flight when the run ended"]).toBeGreaterThan(0);
    expect(stage.quarantined).toBe(stage.reasons["in flight when the run ended"]);
  });
});

test("a thread that computes for ever lets a program end that asks for it", async () => {
  const { code, stdout } = await runProgram(
    program,
    "thread",
    temporaryFolder(),
    "fault",
    ...itemsWith("loop"),
  );
  expect(code).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(stdout))).toEqual({
    errors: ["FlowTimeoutError"],
    done: 16,
  });
});
