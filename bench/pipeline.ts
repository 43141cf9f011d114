/**
 * How fast does a folder of STEP files become a dataset?
 *
 * Makes sample parts, runs the built-in tasks over them with one worker and with two, and prints
 * files/s: cold (a few files, the start of workers and kernels included) and warm (what the files
 * after those cost), then how the workers' time divides by stage. Beside it stand the published
 * figures of HOOPS AI, got on machines that are not known.
 *
 * ```sh
 * deno run -A bench/pipeline.ts --files 240 --cold 60
 * ```
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createFlow, encodeTask, gatherTask, samples } from "../mod.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "240" },
    cold: { type: "string", default: "60" },
  },
});
const files = Number(values.files);
const cold = Number(values.cold);

/** HOOPS AI, 10,001 parts of 28 faces on average, without previews: files/s a worker. */
const PUBLISHED = 632 / 10_001;
const STAGES = ["read", "kernel", "parse", "features", "store"] as const;

const folder = await Deno.makeTempDir({ prefix: "trunnion-bench-" });
try {
  const parts = join(folder, "parts");
  await samples(parts, { count: files, seed: 7 });
  const rows = [];
  for (const workers of [1, 2]) {
    const first = await run(parts, workers, cold);
    const all = await run(parts, workers, files);
    const warm = (files - cold) / (all.seconds - first.seconds);
    rows.push({ workers, first, all, warm });
  }
  print(rows);
} finally {
  await Deno.remove(folder, { recursive: true });
}

interface Run {
  readonly seconds: number;
  readonly merge: number;
  readonly faces: number;
  /** Milliseconds over all files, by stage. */
  readonly stages: Record<(typeof STAGES)[number], number>;
}

async function run(parts: string, maxWorkers: number, limit: number): Promise<Run> {
  const out = join(folder, `out-${maxWorkers}-${limit}`);
  const start = performance.now();
  const { summary } = await createFlow({
    name: "bench",
    tasks: [gatherTask, encodeTask],
    flowsOutputDir: out,
    maxWorkers,
    progress: false,
  }).process({ inputs: { sources: [parts] }, limit });
  const seconds = (performance.now() - start) / 1000;
  if (summary.file_count !== limit) {
    throw new Error(`${summary.file_count} of ${limit} files were encoded: no rate can be told`);
  }
  const stages = { read: 0, kernel: 0, parse: 0, features: 0, store: 0 };
  let faces = 0;
  const summaries = join(out, "flows/bench/files_summary");
  for await (const { name } of Deno.readDir(summaries)) {
    const file = JSON.parse(await Deno.readTextFile(join(summaries, name)));
    faces += file.face_count;
    for (const stage of STAGES) stages[stage] += file.duration_ms[stage];
  }
  const merge = summary["Duration [seconds]"].AutoDatasetExportTask;
  return { seconds, merge, faces, stages };
}

function print(rows: { workers: number; first: Run; all: Run; warm: number }[]): void {
  const number = (value: number, digits = 1) => value.toFixed(digits).padStart(8);
  console.log(`\n${files} sample parts, ${(rows[0].all.faces / files).toFixed(1)} faces each`);
  console.log("\nworkers     cold     warm   ms/file warm   scaling");
  for (const { workers, first, warm } of rows) {
    console.log(
      `${String(workers).padStart(7)} ${number(cold / first.seconds)} ${number(warm)}` +
        `       ${number(1000 / warm)}  ${number(warm / rows[0].warm, 2)}`,
    );
  }
  const published = 1 / PUBLISHED / 20;
  console.log(
    `\nfiles/s a worker, warm: ${rows[0].warm.toFixed(1)}; published by HOOPS AI: ` +
      `${published.toFixed(2)} (ratio ${(rows[0].warm / published).toFixed(1)})`,
  );
  const { stages, merge } = rows[0].all;
  const total = STAGES.reduce((sum, stage) => sum + stages[stage], merge * 1000);
  console.log(`\nms a file with one worker, over all ${files} files`);
  for (const stage of STAGES) line(stage, stages[stage], total);
  line("merge", merge * 1000, total);
}

function line(name: string, ms: number, total: number): void {
  const share = `${(100 * ms / total).toFixed(1)} %`.padStart(8);
  console.log(`${name.padEnd(10)} ${(ms / files).toFixed(2).padStart(8)} ${share}`);
}
