/**
 * How long does it take from nothing to the first result, and how much memory does a worker take?
 *
 * Starts whole programs on a folder of sample parts, Deno's caches warm: `trunnion encode`, and
 * a script with `createFlow`. Prints milliseconds until the first encoded file is there, and until
 * the program has ended, as the median and the least of so many starts; with the kernel beside it
 * (`--reader kernel`). Then the most main memory of a worker's process and of its kernel's, as the
 * run's report has it.
 *
 * ```sh
 * deno run -A bench/first_result.ts [--starts 10] [--files 20] [--workers 1,2]
 * ```
 *
 * @module
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { closeWorkers, samples } from "../mod.ts";
import { setTimeout as sleep } from "node:timers/promises";

const { values: options } = parseArgs({
  options: {
    starts: { type: "string", default: "10" },
    files: { type: "string", default: "20" },
    workers: { type: "string", default: "1,2" },
  },
});
const starts = Number(options.starts);
const work = mkdtempSync(join(tmpdir(), "first_result_"));
const parts = join(work, "parts");
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** As a user writes it. */
const script = join(work, "flow.ts");
writeFileSync(
  script,
  `import { createFlow, encodeTask, gatherTask } from ${JSON.stringify(path("../mod.ts"))};
const [out, folder, maxWorkers, reader] = Deno.args;
const tasks = [gatherTask, encodeTask];
const flow = createFlow({
  name: "parts", tasks, flowsOutputDir: out, maxWorkers: Number(maxWorkers), progress: false,
  loaderOptions: { reader },
});
await flow.process({ inputs: { sources: [folder] } });
`,
);
const config = ["--config", path("../deno.json")];

/** The words after `deno`. */
type Program = (out: string, workers: string, reader: string) => string[];
const PROGRAMS: Record<string, Program> = {
  "trunnion encode": (out, workers, reader) => [
    ...["run", "-A", ...config, path("../src/cli/main.ts"), "encode", parts, "--out", out],
    ...["--name", "parts", "--max-workers", workers, "--reader", reader, "--no-labels"],
  ],
  "createFlow": (out, workers, reader) => [
    ...["run", "-A", ...config, script, out, parts, workers, reader],
  ],
};

interface Start {
  readonly firstMs: number;
  readonly endMs: number;
  /** Bytes of the largest worker, and of its kernel. */
  readonly worker: number;
  readonly kernel: number | null;
}

async function startOnce(args: string[], out: string): Promise<Start> {
  const encoded = join(out, "flows", "parts", "encoded");
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "null", stderr: "piped" })
    .spawn();
  let ended = false;
  const output = child.output().finally(() => ended = true);
  let firstMs = NaN;
  while (!ended) {
    if (existsSync(encoded) && readdirSync(encoded).some((name) => name.endsWith(".data"))) {
      firstMs = performance.now() - start;
      break;
    }
    await sleep(1);
  }
  const { success, stderr } = await output;
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const endMs = performance.now() - start;
  const { stages } = JSON.parse(
    readFileSync(join(out, "flows", "parts", "run_report.json"), "utf8"),
  ) as { stages: { memory: { peakBytes: number; kernelPeakBytes: number | null }[] }[] };
  const memory = stages.flatMap(({ memory }) => memory);
  const kernels = memory.flatMap(({ kernelPeakBytes }) => kernelPeakBytes ?? []);
  return {
    firstMs,
    endMs,
    worker: Math.max(...memory.map(({ peakBytes }) => peakBytes)),
    kernel: kernels.length === 0 ? null : Math.max(...kernels),
  };
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const least = (values: readonly number[]) => Math.min(...values);
const shown = (values: readonly number[]) =>
  `${median(values).toFixed(0).padStart(6)} ${least(values).toFixed(0).padStart(6)}`;
const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

try {
  await samples(parts, { count: Number(options.files), seed: 1 });
  await closeWorkers();
  console.log("                                   first, ms       all, ms");
  console.log("program          reader  workers  median  least  median  least  worker  kernel");
  let turn = 0;
  for (const [name, program] of Object.entries(PROGRAMS)) {
    for (const reader of ["auto", "kernel"]) {
      for (const workers of options.workers.split(",")) {
        const all: Start[] = [];
        for (let i = 0; i <= starts; i++) {
          const out = join(work, `out_${turn++}`);
          const once = await startOnce(program(out, workers, reader), out);
          if (i > 0) all.push(once); // the first one fills the caches
          rmSync(out, { recursive: true });
        }
        const kernel = all.find((one) => one.kernel !== null)?.kernel ?? null;
        console.log(
          `${name.padEnd(16)} ${reader.padEnd(7)} ${workers.padStart(7)}  ` +
            `${shown(all.map(({ firstMs }) => firstMs))}  ${shown(all.map(({ endMs }) => endMs))}` +
            `  ${mb(Math.max(...all.map(({ worker }) => worker)))}  ` +
            (kernel === null ? "none" : mb(kernel)),
        );
      }
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
