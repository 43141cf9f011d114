/**
 * What does a function flow cost?
 *
 * Prints CPU microseconds for one trivial task, with all events and messages on and off, and a
 * plain call beside it.
 *
 * ```sh
 * deno run -A bench/function_flows.ts 100000
 * ```
 *
 * @module
 */
import process from "node:process";
import { flow, type FlowOptions, task } from "../functions.ts";

const ON: FlowOptions = { listeners: [() => {}], captureEvents: true };
const OFF: FlowOptions = { loggingEnabled: false, addTaskToSelf: false };

const plain = (n: number) => n + 1;
const quick = task(plain, { taskName: "quick" });
const later = task((n: number) => Promise.resolve(n + 1), { taskName: "later" });
const printing = task((n: number) => {
  console.log("working on", n);
  return n + 1;
}, { taskName: "printing" });

const sync = (call: (n: number) => number) => (count: number) => {
  let n = 0;
  for (let i = 0; i < count; i++) n = call(n);
  return n;
};
const oneByOne = async (count: number) => {
  let n = 0;
  for (let i = 0; i < count; i++) n = await later(n);
  return n;
};
const atOnce = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, (_, i) => later(i)))).length;

const CASES: readonly [string, (count: number) => number | Promise<number>, FlowOptions][] = [
  ["sync task, all on", sync(quick), ON],
  ["sync task, all off", sync(quick), OFF],
  ["async task awaited, all on", oneByOne, ON],
  ["async task awaited, all off", oneByOne, OFF],
  ["async tasks at once, all on", atOnce, ON],
  ["task that prints a line, all on", sync(printing), ON],
];

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

async function measure(
  body: (count: number) => number | Promise<number>,
  options: FlowOptions,
  count: number,
): Promise<{ us: number; mb: number }> {
  const before = cpu();
  const run = await flow(body, { ...options, flowName: "bench" })(count).execute();
  const us = (cpu() - before) / count;
  if (run.flowReturnValue !== count) throw new Error(`wrong result: ${run.flowReturnValue}`);
  return { us, mb: Deno.memoryUsage().rss / 2 ** 20 };
}

if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 100_000);
  console.log(
    `CPU us a task over ${count.toLocaleString("en")} tasks (and over 1,000), MB resident`,
  );
  sync(plain)(count);
  const before = cpu();
  sync(plain)(count);
  console.log(`${"plain call".padEnd(34)}${((cpu() - before) / count).toFixed(3).padStart(8)}`);
  for (const [name, body, options] of CASES) {
    await measure(body, options, Math.min(count, 10_000)); // warm
    const few = await measure(body, options, 1000);
    const many = await measure(body, options, count);
    const figures = [many.us.toFixed(2), `(${few.us.toFixed(2)})`, many.mb.toFixed(0)];
    console.log(name.padEnd(34) + figures.map((text) => text.padStart(9)).join(""));
  }
}
