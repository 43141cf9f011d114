import { dirname, join } from "node:path";
import { expect } from "vitest";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { stuckThreads } from "../../src/pool/hosts/stuck_threads.ts";
import { closeWorkers } from "../../src/pool/run/warm_pools.ts";
import { alive, descendants } from "../helpers/processes.ts";
import { resultsOf, runTasks } from "../pipeline/helpers.ts";
import type { Expected } from "./fault_table.ts";
import { fault } from "./fixtures/faulty_tasks.ts";

interface FaultCase {
  readonly name: string;
  readonly isolation: "process" | "thread";
  readonly expected: Expected;
}

/** Runs a flow with a fault in it, and expects that it costs what the table says. */
export async function expectCost(
  { name, isolation, expected: { error, says, restart } }: FaultCase,
  items: readonly string[],
): Promise<void> {
  const holdsThread = name === "loop" || name === "endlessReply";
  const stuck = stuckThreads();
  const run = await runTasks([fault], { item: items }, {
    debug: false,
    isolation,
    maxWorkers: 1,
    timeout: holdsThread || name === "deaf" ? 400 : undefined,
    // Hosts of another limit use no code that others have compiled.
    maxHeapBytes: name === "outOfMemory" ? 60 * 2 ** 20 : undefined,
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
  expect(stuckThreads() - stuck).toBe(holdsThread && isolation === "thread" ? 1 : 0);
  // A worker that needs no replacing is kept, for the next fault too.
  if (restart) await expectNoneLeft();
}

/** Ends the workers that are kept for the next flow, and expects that no process is left. */
export async function expectNoneLeft(): Promise<void> {
  await closeWorkers();
  expect(alive(descendants(Deno.pid))).toEqual([]);
}

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
