/** Audits whose files a kernel of the run's own reads, and the pool's workers compare. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFlow, encodeTask, gatherTask } from "../../../../mod.ts";
import type { AuditResult } from "../../../../src/cad/audit/audit_file.ts";
import type { AuditKernel } from "../../../../src/cad/audit/audit_kernel.ts";
import { KernelUnavailable } from "../../../../src/cad/errors.ts";
import { JournalError } from "../../../../src/journal/errors.ts";
import type { AuditedFile, ReaderAudits } from "../../../../src/journal/reader_audits.ts";
import { ReaderAudit } from "../../../../src/pipeline/stages/audit/reader_audit.ts";
import type { Outcome, PoolItem, TaskPool } from "../../../../src/pool/run/task_pool.ts";
import { ODD_PARTS } from "../../../cad/formats/step/proven/odd_parts.ts";
import { temporaryFolder } from "../../helpers.ts";

const file = (content: string): AuditedFile => ({ content, path: `/${content}`, exporter: "cad" });

/** An audit with a kernel that reads what is asked for, and throws what it is told to. */
function setUp(
  { faults = {} as Record<string, Error>, journalFault = null as Error | null, known = false } = {},
) {
  const asked: string[] = [],
    ended: string[] = [],
    lines: string[] = [],
    events: string[] = [],
    read: string[] = [];
  const journal = {
    distrusted: () => [],
    takeDue: () => [],
    has: (content: string) => asked.push(content) > 0 && known,
    add: (files: AuditedFile[]) => files,
    end(content: string, state: string) {
      if (journalFault !== null) throw journalFault;
      ended.push(`${content} ${state}`);
    },
  } as unknown as ReaderAudits;
  const kernel = {
    read(path: string) {
      read.push(path);
      const fault = faults[path];
      return fault === undefined ? Promise.resolve({ brep: [] }) : Promise.reject(fault);
    },
    close: () => Promise.resolve(void read.push("closed")),
  } as unknown as AuditKernel;
  const stop = new AbortController();
  const outcomeOf = (item: PoolItem): Outcome => ({
    ...{ index: item.index, payload: item.payload, worker: 0, pid: null, durationMs: 1 },
    ...{ handed: 1, quarantined: false, ok: true },
    value: (item.payload as AuditedFile).content.startsWith("wrong")
      ? { state: "different", detail: "off" } satisfies AuditResult
      : { state: "same" } satisfies AuditResult,
  });
  const after: string[] = [];
  const pool = {
    async run(items: AsyncIterable<PoolItem>, { onOutcomes, signal }) {
      for await (const item of items) {
        signal.throwIfAborted();
        after.push((item.payload as AuditedFile).content);
        onOutcomes([outcomeOf(item)]);
      }
    },
  } as TaskPool;
  const audit = new ReaderAudit({
    stage: "read",
    journal,
    kernelExporters: [],
    openKernel: () => Promise.resolve(kernel),
    pool,
    context: { signal: stop.signal, addResult: ({ key }) => void events.push(key) },
    log: (level, line) => void lines.push(`${level} ${line}`),
  });
  const aside = audit.aside!;
  /** What a worker takes while it does items, as soon as it is there. */
  const taken = async () => {
    let item: PoolItem | undefined;
    await expect.poll(() => item ??= aside.take()).toBeDefined();
    return item!;
  };
  return { asked, audit, aside, taken, outcomeOf, ended, lines, events, read, after, stop };
}

test("workers compare while they do items, and a disagreement is known from then on", async () => {
  const { audit, aside, taken, outcomeOf, ended, events, after, read } = setUp();
  expect(aside.take()).toBe(undefined);
  audit.add([file("wrong"), file("good")]);
  aside.onOutcome(outcomeOf(await taken()));
  expect([ended, events]).toEqual([["wrong different"], ["reader_disagreement"]]);
  expect(audit.kernelExporters).toEqual(["cad"]);
  expect(await audit.settle()).toEqual(["cad"]);
  expect([ended, after]).toEqual([["wrong different", "good same"], ["good"]]);
  expect(await audit.settle()).toEqual([]);
  await audit.close();
  expect(read).toEqual(["/wrong", "/good", "closed"]);
});

test("what a worker did not end is done after the items", async () => {
  const { audit, aside, taken, ended, after } = setUp();
  audit.add([file("good")]);
  aside.giveBack(await taken());
  expect(aside.take()).toBe(undefined);
  expect(await audit.settle()).toEqual([]);
  expect([after, ended]).toEqual([["good"], ["good same"]]);
  await audit.close();
});

test("a file that the kernel cannot read is no disagreement", async () => {
  const { audit, ended, lines } = setUp({ faults: { "/bad": new Error("it has trapped") } });
  audit.add([file("bad"), file("good")]);
  expect(await audit.settle()).toEqual([]);
  expect(ended.sort()).toEqual(["bad failed", "good same"]);
  expect(lines.join()).toContain("'/bad' could not be read by both readers: it has trapped");
  await audit.close();
});

test("without a kernel the next run tries it again", async () => {
  const { audit, ended, lines } = setUp({ faults: { "/a": new KernelUnavailable("no kernel") } });
  audit.add([file("a")]);
  expect(await audit.settle()).toEqual([]);
  expect([ended, lines]).toEqual([[], [
    "WARNING 'read': 1 files could not be read by both readers: no kernel The next run tries it " +
    "again.",
  ]]);
  audit.add([file("b")]);
  expect(await audit.settle()).toEqual([]);
  expect(lines).toHaveLength(1);
  await audit.close();
});

test("what the journal throws ends the run, whoever had it write", async () => {
  const journalFault = new JournalError("full");
  const one = setUp({ journalFault, faults: { "/bad": new Error("it has trapped") } });
  one.audit.add([file("bad")]);
  await expect(one.audit.settle()).rejects.toThrow("full");
  const other = setUp({ journalFault });
  other.audit.add([file("good")]);
  await expect(other.audit.settle()).rejects.toThrow("full");
});

test("a run that is stopped has nothing settled", async () => {
  const { audit, stop, ended } = setUp();
  audit.add([file("good")]);
  stop.abort(new Error("stopped"));
  await expect(audit.settle()).rejects.toThrow("stopped");
  await audit.close();
  expect(ended).toEqual([]);
});

test("the kernel begins with a file that will be audited, before a worker has met it", async () => {
  const path = join(temporaryFolder(), "a.step");
  writeFileSync(path, "a");
  const { audit, read } = setUp();
  audit.resume([path], 1);
  await expect.poll(() => read).toEqual([path]);
  await audit.close();
  const other = setUp({ known: true });
  other.audit.resume([path], 1);
  await expect.poll(() => other.asked).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(other.read).toEqual([]);
  await other.audit.close();
});

test("files of a run are read by both readers, and agree", async () => {
  const folder = temporaryFolder();
  const parts = Object.values(ODD_PARTS).slice(0, 3);
  for (const [i, part] of parts.entries()) writeFileSync(join(folder, `${i}.step`), part());
  const flow = createFlow({
    name: "audited",
    tasks: [gatherTask, encodeTask],
    flowsOutputDir: temporaryFolder(),
    isolation: "thread",
    maxWorkers: 1,
    progress: false,
    auditEvery: 1,
  });
  const { report } = await flow.process({ inputs: { sources: [folder] } });
  expect(report.readerAudits).toEqual({ compared: 3, failed: 0, disagreements: [] });
});
