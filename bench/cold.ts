/**
 * How fast are files read by kernels that have just been started?
 *
 * Reads the same sample parts with one kernel and with two at once, each in a process of its own
 * that is started for it and exercised first, and prints files/s and the processor's time, over
 * several rounds. V8 compiles the kernel's WebAssembly as it runs, once quickly and then, what is
 * used much, well; what the kernels of other processes have compiled cannot be shared. So the
 * second kernel costs as much again as it saves, and what can be chosen is how many cores the
 * compilers of each may take. To compare V8's flags, give sets of them; without, the flags are
 * those that Trunnion uses.
 *
 * ```sh
 * deno run -A bench/cold.ts --files 60 --rounds 3
 * deno run -A bench/cold.ts --flags= --flags="--wasm-num-compilation-tasks=1 --no-liftoff"
 * ```
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { samples } from "../mod.ts";
import { KernelProcess } from "../src/cad/occt/kernel_process.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "60" },
    rounds: { type: "string", default: "3" },
    flags: { type: "string", multiple: true, default: [] },
  },
});
const count = Number(values.files);
const rounds = Number(values.rounds);
const sets = values.flags.length === 0
  ? [undefined]
  : values.flags.map((flags) => flags.split(" ").filter((flag) => flag !== ""));

/** One kernel's life: seconds of the processor, its compilers included. */
async function readAll(files: readonly Uint8Array<ArrayBuffer>[], flags?: readonly string[]) {
  const kernel = await KernelProcess.spawn({
    build: "step",
    maxMemoryBytes: 2 ** 31,
    v8Flags: flags,
  });
  try {
    await kernel.ready();
    await kernel.request({ message: { type: "warmUp", id: 0 } });
    for (const [i, file] of files.entries()) {
      await kernel.request({ message: { type: "readStep", id: i + 1 }, buffers: [file] });
    }
    return processorSeconds(kernel.pid);
  } finally {
    await kernel.kill();
  }
}

/** Of a process, where Linux tells; else NaN. */
function processorSeconds(pid: number): number {
  try {
    const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100; // clock ticks
  } catch {
    return NaN;
  }
}

/** Files/s, and the processor's seconds over all kernels. */
async function measure(kernels: number, files: Uint8Array<ArrayBuffer>[], flags?: string[]) {
  const shares = Array.from(
    { length: kernels },
    (_, k) => files.filter((_, i) => i % kernels === k),
  );
  const start = performance.now();
  const used = await Promise.all(shares.map((share) => readAll(share, flags)));
  const rate = count / (performance.now() - start) * 1000;
  return { rate, seconds: used.reduce((sum, own) => sum + own, 0) };
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const folder = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  await samples(folder, { count, seed: 7 });
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".step")).sort();
  const files = names.map((name) => Deno.readFileSync(join(folder, name)));
  console.log(`${count} files, cold; medians of ${rounds} rounds\n`);
  console.log(`${"flags".padEnd(46)} kernels  files/s  best  CPU s`);
  const found = sets.map(() => [1, 2].map(() => ({ rates: [] as number[], cpu: [] as number[] })));
  // Rounds go over all sets, so that what else the machine does disturbs all alike.
  for (let round = 0; round < rounds; round++) {
    for (const [i, flags] of sets.entries()) {
      for (const kernels of [1, 2]) {
        const { rate, seconds } = await measure(kernels, files, flags);
        found[i][kernels - 1].rates.push(rate);
        found[i][kernels - 1].cpu.push(seconds);
      }
    }
  }
  for (const [i, flags] of sets.entries()) {
    for (const [k, { rates, cpu }] of found[i].entries()) {
      const label = flags === undefined ? "as shipped" : flags.join(" ") || "none";
      console.log(
        `${label.padEnd(46)} ${String(k + 1).padStart(7)} ${
          median(rates).toFixed(1).padStart(8)
        } ` +
          `${Math.max(...rates).toFixed(1).padStart(5)} ${median(cpu).toFixed(1).padStart(6)}`,
      );
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
