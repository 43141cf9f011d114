/**
 * How does the kernel feel beside ipykernel and Deno's own?
 *
 * Prints for each: milliseconds to its first answer and to its first result, the round trip of
 * `1 + 1` (until it is idle and has replied), cells a second of 100 small cells, the latency of a
 * completion once it is warm, and memory of all its processes. Kernels take turns in each round;
 * figures are medians of rounds. Cells whose output came after they were
 * said to be done are counted as late.
 *
 * ```sh
 * deno run -A bench/kernel.ts [python with ipykernel] [rounds]
 * ```
 *
 * Memory is read from /proc: Linux only.
 *
 * @module
 */
import { kernelspec } from "../kernel/install/kernelspec.ts";
import { BenchedKernel } from "./benched_kernel.ts";

interface Contender {
  name: string;
  argv: string[];
  env: Record<string, string>;
  /** A cell that sets a variable to a number. */
  assign(n: number): string;
  /** Code that a name is missing of. */
  completion: string;
}

const [python, rounds = "5"] = Deno.args;
const TRIPS = 100;
const CELLS = 100;

const typescript = {
  assign: (n: number) => `const cell${n} = ${n}; console.log(cell${n})`,
  completion: "[1, 2].forE",
};
const ours = kernelspec(Deno.execPath(), "", new URL("../kernel/main.ts", import.meta.url).href);
const contenders: Contender[] = [
  { name: "trunnion", argv: ours.argv, env: {}, ...typescript },
  {
    name: "trunnion, types off",
    argv: ours.argv,
    env: { TRUNNION_KERNEL_TYPES: "off" },
    ...typescript,
  },
  {
    name: "deno jupyter",
    argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
    env: {},
    ...typescript,
  },
];
if (python !== undefined) {
  contenders.push({
    name: "ipykernel",
    argv: [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    env: {},
    assign: (n) => `cell${n} = ${n}; print(${n})`,
    completion: "[1, 2].app",
  });
}

type Figures = Record<string, number>;

async function measure({ argv, env, assign, completion }: Contender): Promise<Figures> {
  const begun = performance.now();
  const kernel = await BenchedKernel.start(argv, env);
  const ready = performance.now() - begun;
  let shown = Math.min(1, await kernel.run("1 + 1"));
  const first = performance.now() - begun;
  const trips: number[] = [];
  for (let i = 0; i < TRIPS; i++) {
    const sent = performance.now();
    shown += Math.min(1, await kernel.run("1 + 1"));
    trips.push(performance.now() - sent);
  }
  const memory = kernel.memory();
  await kernel.complete(completion); // loads types
  await kernel.run(assign(0));
  const asked: number[] = [];
  for (let i = 0; i < 20; i++) {
    const sent = performance.now();
    await kernel.complete(completion);
    asked.push(performance.now() - sent);
  }
  const cellsBegun = performance.now();
  for (let i = 1; i <= CELLS; i++) {
    shown += Math.min(1, await kernel.run(assign(i)));
  }
  const cells = CELLS / (performance.now() - cellsBegun) * 1000;
  const later = kernel.memory();
  await kernel.close();
  return {
    "answer, ms": ready,
    "result, ms": first,
    "1+1, ms": median(trips),
    "cells/s": cells,
    "completion, ms": median(asked),
    "memory, MB": memory,
    "then, MB": later,
    "late cells": TRIPS + CELLS + 1 - shown,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const all = contenders.map(() => [] as Figures[]);
for (let round = 0; round < Number(rounds); round++) {
  for (const [i, contender] of contenders.entries()) all[i].push(await measure(contender));
}
const names = Object.keys(all[0][0]);
const rows = contenders.map(({ name }, i) => [
  name,
  ...names.map((figure) => {
    const value = median(all[i].map((figures) => figures[figure]));
    return value.toFixed(value < 10 && !Number.isInteger(value) ? 2 : 0);
  }),
]);
const widths = ["", ...names].map((head, i) =>
  Math.max(head.length, ...rows.map((row) => row[i].length))
);
const line = (row: readonly string[]) =>
  row.map((cell, i) => i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i])).join("  ");
console.log([["", ...names], ...rows].map(line).join("\n"));
console.log(`\nload of the machine: ${Deno.loadavg().map((one) => one.toFixed(1)).join(" ")}`);
