/**
 * What does it cost to have work done elsewhere?
 *
 * Prints items/s for items that are trivial, compute 1 ms by the clock, or wait 100 ms, with 1, 2
 * and 4 workers: Trunnion's pool with processes and with workers of this process, tinypool and
 * piscina (which run under Deno through node:worker_threads), and Python's ProcessPoolExecutor with
 * one item at a time and with chunks of 256. Pools are warm; then how long a cold one takes to its
 * first result.
 *
 * ```sh
 * deno run -A bench/pool.ts
 * ```
 *
 * @module
 */
import process from "node:process";
import { Piscina } from "npm:piscina@5.3.2";
import { Tinypool } from "npm:tinypool@2.2.0";
import { type Isolation, WorkerPool } from "../src/pool/run/worker_pool.ts";
import { closeWorkers, LeasedPool } from "../src/pool/run/warm_pools.ts";
import type { TaskPool } from "../src/pool/run/task_pool.ts";
import { type Kind, KINDS } from "./pool_work.ts";

const module = new URL("./pool_work.ts", import.meta.url);
const WORKERS = [1, 2, 4];
/** Enough to measure; a pool that sends items singly gets fewer trivial ones. */
const COUNTS: Record<Kind, number> = { trivial: 20_000, busy1: 1_000, sleep100: 20 };
const BATCHED_TRIVIAL = 200_000;

interface Contender {
  readonly name: string;
  /** Whether it sends items together. */
  readonly batches: boolean;
  start(workers: number): Promise<Pool>;
}

interface Pool {
  run(kind: Kind, count: number): Promise<void>;
  close(): Promise<void>;
}

/** Runs items of one kind, and sees that all of them came back. */
async function runItems(pool: TaskPool, kind: Kind, count: number): Promise<void> {
  let sum = 0;
  await pool.run(numbered(kind, count), {
    signal: new AbortController().signal,
    onOutcomes: (outcomes) => {
      for (const outcome of outcomes) if (outcome.ok) sum += outcome.value as number;
    },
  });
  check(sum, count);
}

function* numbered(kind: Kind, count: number) {
  for (let n = 0; n < count; n++) yield { index: n, payload: { kind, n } };
}

function check(sum: number, count: number): void {
  if (sum !== count * (count - 1) / 2) throw new Error(`not every item came back: ${sum}`);
}

const trunnion = (size: number, isolation: Isolation) =>
  new WorkerPool({ size, isolation, kinds: { work: { module: module.href } } });

function ours(isolation: Isolation): Contender {
  return {
    name: `trunnion ${isolation}`,
    batches: true,
    start: (size) => {
      const pool = trunnion(size, isolation);
      return Promise.resolve({
        run: (kind, count) => runItems(pool, kind, count),
        close: () => pool.close(),
      });
    },
  };
}

/** tinypool and piscina are used in the same way. */
function threads(
  name: string,
  create: (size: number) => { run(task: unknown): Promise<number>; destroy(): Promise<void> },
): Contender {
  return {
    name,
    batches: false,
    start: (size) => {
      const pool = create(size);
      return Promise.resolve({
        run: async (kind, count) => {
          const results = await Promise.all(
            Array.from({ length: count }, (_, n) => pool.run({ kind, n })),
          );
          check(results.reduce((sum, n) => sum + n, 0), count);
        },
        close: () => pool.destroy(),
      });
    },
  };
}

/** Reads `<kind> <count>` from standard input, and answers when the items are done. */
const PYTHON = `
import sys, time
from concurrent.futures import ProcessPoolExecutor
def trivial(n): return n
def busy1(n):
    end = time.perf_counter() + 0.001
    while time.perf_counter() < end: pass
    return n
def sleep100(n):
    time.sleep(0.1)
    return n
if __name__ == "__main__":
    workers, chunk = int(sys.argv[1]), int(sys.argv[2])
    with ProcessPoolExecutor(workers) as pool:
        for line in sys.stdin:
            kind, count = line.split()
            n = int(count)
            total = sum(pool.map(globals()[kind], range(n), chunksize=chunk))
            assert total == n * (n - 1) // 2
            print("done", flush=True)
`;

function python(name: string, chunk: number): Contender {
  return {
    name,
    batches: chunk > 1,
    start: (size) => {
      const child = new Deno.Command("python3", {
        args: ["-c", PYTHON, String(size), String(chunk)],
        stdin: "piped",
        stdout: "piped",
      }).spawn();
      const input = child.stdin.getWriter();
      const output = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
      let said = "";
      return Promise.resolve({
        run: async (kind, count) => {
          await input.write(new TextEncoder().encode(`${kind} ${count}\n`));
          while (!said.endsWith("done\n")) {
            const { done, value = "" } = await output.read();
            if (done) throw new Error("Python ended");
            said += value;
          }
          said = "";
        },
        close: async () => {
          await input.close();
          await child.status;
          await output.cancel();
        },
      });
    },
  };
}

const options = (size: number) => ({
  filename: module.href,
  minThreads: size,
  maxThreads: size,
});
const contenders: Contender[] = [
  ours("process"),
  ours("thread"),
  // With atomics it waits for ever now and then, under Deno 2.9.6.
  threads("tinypool", (size) => new Tinypool({ ...options(size), useAtomics: false })),
  threads("piscina", (size) => new Piscina(options(size))),
  python("python", 1),
  python("python, chunks", 256),
];

async function rate(pool: Pool, kind: Kind, count: number): Promise<number> {
  const start = performance.now();
  await pool.run(kind, count);
  return count / (performance.now() - start) * 1000;
}

/** A contender's rates with so many workers, and milliseconds to the first result. */
async function measure(contender: Contender, workers: number) {
  const start = performance.now();
  const pool = await contender.start(workers);
  await pool.run("trivial", 1);
  const coldMs = performance.now() - start;
  await pool.run("trivial", 2_000);
  const rates: number[] = [];
  for (const kind of KINDS) {
    const batched = contender.batches && kind === "trivial";
    // Chunks of 256 would give all items to one worker.
    const count = batched ? BATCHED_TRIVIAL : COUNTS[kind];
    rates.push(await rate(pool, kind, count));
  }
  await pool.close();
  return { workers, coldMs, rates };
}

/** Milliseconds to the first result of a pool that the flow before has left. */
async function warmMs(): Promise<number> {
  const lease = () => new LeasedPool(() => "bench", () => trunnion(2, "process"), () => {});
  let took = 0;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    const pool = lease();
    await runItems(pool, "trivial", 1);
    took = performance.now() - start;
    await pool.close();
  }
  await closeWorkers();
  return took;
}

/** Microseconds of this process's own time that a trivial item costs. */
async function ownTime(isolation: Isolation): Promise<number> {
  const pool = trunnion(2, isolation);
  await runItems(pool, "trivial", 20_000);
  const before = process.cpuUsage();
  await runItems(pool, "trivial", BATCHED_TRIVIAL);
  const { user, system } = process.cpuUsage(before);
  await pool.close();
  return (user + system) / BATCHED_TRIVIAL;
}

const cell = (value: number) => value.toFixed(value < 100 ? 1 : 0).padStart(9);
console.log(
  "                        trivial, items/s            1 ms busy, items/s          " +
    "100 ms asleep, items/s    cold start, ms",
);
console.log(
  `workers          ${Array(4).fill(WORKERS.map((n) => `${n}`.padStart(9)).join("")).join(" ")}`,
);
for (const contender of contenders) {
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (const workers of WORKERS) runs.push(await measure(contender, workers));
  const groups = [
    ...KINDS.map((_, i) => runs.map(({ rates }) => rates[i])),
    runs.map(({ coldMs }) => coldMs),
  ];
  console.log(
    contender.name.padEnd(17) + groups.map((group) => group.map(cell).join("")).join(" "),
  );
}
console.log(
  `\ntrunnion process, two workers left warm by the flow before: ${cell(await warmMs())} ms`,
);
console.log(
  `this process's own time for a trivial item, two workers: ${cell(await ownTime("process"))} us`,
);
Deno.exit(); // the thread pools leave timers behind
