/**
 * How long what a cell shows takes, and how large it is: `deno run -A bench/display.ts`.
 *
 * A dataset's page, three charts and a table, on datasets of 60, 10,000 and 160,000 files with
 * invented values. Each time is the best of a few in one process, after a first one that has loaded
 * what they need; the processor's time is told beside it, as other programs take turns.
 *
 * With `--flow FLOW` of a dataset of CAD files, a grid of 12 previews too: drawn, and then kept.
 * With `--python PYTHON`, of an environment with pandas, pyarrow and altair, the HTML of pandas for
 * the infoset, and the specification of Altair with all rows, of the same keys.
 */
import { parseArgs } from "node:util";
import process from "node:process";
import { JUPYTER_DISPLAY, openDataset } from "../mod.ts";
import { makeSyntheticDataset } from "./synthetic_dataset.ts";

const { values: options } = parseArgs({
  options: {
    counts: { type: "string", default: "60,10000,160000" },
    rounds: { type: "string", default: "3" },
    flow: { type: "string" },
    python: { type: "string" },
  },
});
const rounds = Number(options.rounds);

/** Milliseconds and bytes that are aimed at, whatever the number of samples. */
const [GOAL_MS, GOAL_BYTES] = [500, 100_000];

for (const count of options.counts.split(",").map(Number)) {
  const folder = await Deno.makeTempDir();
  try {
    const flow = makeSyntheticDataset(folder, count);
    console.log(`\n${count} samples (goal ${GOAL_MS} ms, ${GOAL_BYTES / 1000} kB)`);
    using dataset = await openDataset(flow);
    await dataset.split({ key: "family", train: 0.7, validation: 0.15, test: 0.15 });
    const { chart } = dataset;
    await measure("display(dataset)", () => shown(dataset));
    await measure("chart of a column", async () => shown(await chart.distribution("mass")));
    await measure(
      "chart of all faces",
      async () => shown(await chart.distribution("faces/face_areas")),
    );
    await measure(
      "scatter, coloured",
      async () => shown(await chart.scatter("face_count", "mass", "family")),
    );
    await measure("heatmap", async () => shown(await chart.heatmap("family", "face_count")));
    await measure("table of the infoset", async () => shown(await dataset.table("infoset")));
    await measure(
      "PNG of a chart",
      async () => (await (await chart.distribution("mass")).toPNG()).length,
    );
    if (options.python !== undefined) await peers(options.python, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (options.flow !== undefined) {
  using dataset = await openDataset(options.flow);
  console.log(`\n${dataset.sampleCount} samples of CAD files`);
  await measure(
    "12 previews, kept",
    async () => await shown(await dataset.preview(null, { k: 12 })),
  );
}

/** The bytes of what a cell would show. */
async function shown(value: object): Promise<number> {
  const bundle = await Reflect.get(value, JUPYTER_DISPLAY).call(value);
  return new TextEncoder().encode(JSON.stringify(bundle)).length;
}

/** The first time, which loads what is needed, and the best of the others. */
async function measure(name: string, work: () => Promise<number>): Promise<void> {
  let [first, best, cpu, bytes] = [0, Infinity, Infinity, 0];
  for (let round = 0; round <= rounds; round++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    bytes = await work();
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    if (round === 0) first = ms;
    else best = Math.min(best, ms);
    if (round > 0) cpu = Math.min(cpu, (user + system) / 1000);
  }
  tell(
    name,
    `${best.toFixed(0)} ms`,
    `${cpu.toFixed(0)} ms of CPU`,
    `first ${first.toFixed(0)}`,
    bytes,
  );
}

function tell(name: string, ms: string, cpu: string, first: string, bytes: number): void {
  console.log(
    `  ${name.padEnd(22)} ${ms.padStart(8)} ${cpu.padStart(15)} ${first.padStart(12)} ` +
      `${(bytes / 1000).toFixed(1).padStart(9)} kB`,
  );
}

async function peers(python: string, folder: string): Promise<void> {
  const script = new URL("./display_peers.py", import.meta.url).pathname;
  const { stdout, stderr, success } = await new Deno.Command(python, {
    args: [script, `${folder}/many.infoset`],
  }).output();
  console.log(new TextDecoder().decode(success ? stdout : stderr).trimEnd());
}
