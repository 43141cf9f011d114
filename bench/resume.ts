/**
 * What does the journal cost, and how soon does a run go on?
 *
 * Runs a task that does nothing over many items with two workers: microseconds an item with the
 * journal, the same again when all are kept (the resume scan), and the journal's own share. Draws
 * the memory of the main process over the items done into `bench/results/resume_memory.svg`.
 * Beside it stands the naive way: a row an item, each in a transaction of its own.
 *
 * ```sh
 * deno run -A --v8-flags=--expose-gc bench/resume.ts --items 100000
 * ```
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { createFlow } from "../mod.ts";
import type { ItemEnd } from "../src/journal/journal_types.ts";
import { Journal } from "../src/journal/journal.ts";
import { memoryPlot, type MemorySample } from "./memory_plot.ts";
import { identity } from "./trivial_tasks.ts";

const { values } = parseArgs({ options: { items: { type: "string", default: "100000" } } });
const count = Number(values.items);
const folder = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  const rows: [string, string][] = [];
  rows.push(...journalAlone(), naive());
  rows.push(...await flows("numbers", Array.from({ length: count }, (_, i) => i)));
  rows.push(...await flows("files", await makeFiles()));
  rows.push(...await memory());
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
} finally {
  await Deno.remove(folder, { recursive: true });
}

/** The journal without a pool: batches of 256, as a pool hands out trivial items. */
function journalAlone(): [string, string][] {
  const journal = Journal.open(join(folder, "alone.sqlite"));
  journal.beginRun({ run: "bench", flow: "bench", workers: 2, again: null, origin: null });
  const stage = journal.stage("identity");
  const start = performance.now();
  for (let at = 0; at < count; at += 256) {
    const positions = Array.from({ length: Math.min(256, count - at) }, (_, i) => at + i);
    const ids = stage.list(positions.map((position) => ({
      known: null,
      key: `number ${position}`,
      item: `${position}`,
      position,
      reason: "new",
    })));
    stage.started(ids, 0);
    stage.ended(ids.map(ended));
  }
  const ms = performance.now() - start;
  journal.close();
  return [
    ["journal alone", us(ms)],
    ["journal rows (an item listed, started and ended)", perSecond(2 * count, ms)],
  ];
}

/** A row an item, written when it begins and when it ends. */
function naive(): [string, string] {
  const items = Math.min(count, 10_000);
  const database = new DatabaseSync(join(folder, "naive.sqlite"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  database.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, state TEXT)");
  const begin = database.prepare("INSERT INTO items VALUES (?, 'started')");
  const end = database.prepare("UPDATE items SET state = 'done' WHERE id = ?");
  const start = performance.now();
  for (let i = 0; i < items; i++) {
    begin.run(i);
    end.run(i);
  }
  const ms = performance.now() - start;
  database.close();
  return ["a naive journal: transactions of one row", us(ms, items)];
}

async function flows(name: string, n: readonly unknown[]): Promise<[string, string][]> {
  const start = performance.now();
  const flow = createFlow({
    name,
    tasks: [identity],
    flowsOutputDir: folder,
    maxWorkers: 2,
    progress: false,
  });
  await flow.process({ inputs: { n } });
  const all = performance.now() - start;
  const [again, cpuBefore] = [performance.now(), process.cpuUsage()];
  const { summary } = await flow.process({ inputs: { n } });
  const kept = performance.now() - again;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (summary.reused_count !== n.length) throw new Error(`only ${summary.reused_count} were kept`);
  return [
    [`${n.length} ${name}, two workers, start-up included`, us(all)],
    [
      `${n.length} ${name} kept: the whole run, and its CPU time`,
      `${(kept / 1000).toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s`,
    ],
  ];
}

/**
 * The memory of this process while items are done; slower, as garbage is collected at each look.
 */
async function memory(): Promise<[string, string][]> {
  const samples: MemorySample[] = [];
  const flow = createFlow({
    name: "memory",
    tasks: [identity],
    flowsOutputDir: folder,
    maxWorkers: 2,
    progress: () => ({
      update(done) {
        if (done < samples.length * count / 50) return;
        collectGarbage();
        samples.push({ done, ...Deno.memoryUsage() });
      },
      finish() {},
    }),
  });
  await flow.process({ inputs: { n: Array.from({ length: count }, (_, i) => i) } });
  await Deno.writeTextFile(
    new URL("results/resume_memory.svg", import.meta.url),
    memoryPlot(samples, "Memory of the main process over trivial items, two workers"),
  );
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const quarter = samples[Math.floor(samples.length / 4)], last = samples.at(-1)!;
  return [
    ["heap in use after a quarter, and after all", `${mb(quarter.heapUsed)}, ${mb(last.heapUsed)}`],
    ["resident after a quarter, and after all", `${mb(quarter.rss)}, ${mb(last.rss)}`],
  ];
}

/** Small files, long enough ago that their times prove that they are the same. */
async function makeFiles(): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => join(folder, "files", `${i}.txt`));
  await Deno.mkdir(join(folder, "files"));
  for (const [i, name] of names.entries()) Deno.writeTextFileSync(name, `text ${i}`);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  return names;
}

function ended(id: number): ItemEnd {
  return {
    id,
    state: "done",
    fingerprint: 1,
    content: "-",
    size: null,
    stamp: null,
    attempts: 1,
    handed: 1,
    quarantined: false,
    durationMs: 0.01,
    worker: 0,
    pid: 1,
    file: null,
    fileBytes: null,
    task: null,
    reply: new Uint8Array(4),
    exporters: null,
    errorClass: null,
    error: null,
  };
}

/** What is garbage says nothing of what is kept. */
function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.(); // there with --expose-gc
}

function us(ms: number, items = count): string {
  return `${(ms / items * 1000).toFixed(1)} us an item`;
}

function perSecond(things: number, ms: number): string {
  return `${Math.round(things / ms * 1000).toLocaleString("en")} rows/s`;
}
