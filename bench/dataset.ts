/**
 * How fast are questions to a large dataset answered?
 *
 * Makes a synthetic dataset of so many files, one body each, 29 faces on average, in a temporary
 * folder that is removed afterwards: half a gigabyte for 160,000. Asks it in a process of its own,
 * and, where TRUNNION_PYTHON names an interpreter with zarr, pandas, pyarrow and scikit-learn, asks
 * those the same.
 *
 * ```sh
 * deno run -A bench/dataset.ts --files 5000 --once # and not of twice as many
 * TRUNNION_PYTHON=python3 deno run -A bench/dataset.ts
 * ```
 *
 * Printed: milliseconds of the clock and of the processor, the best of three, beside the peer's and
 * the ratio of processor times. `first` is what the question takes when it is asked first. `MB` is
 * the memory that is resident afterwards, `most` the most that was until then. Then the same of a
 * dataset with twice as many files, without the peers: times are to double, memory is not.
 *
 * @module
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cpuUsage } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type CADDataset, type Dataset, openDataset, where } from "trunnion";
import { makeSyntheticDataset } from "./synthetic_dataset.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "160000" },
    ask: { type: "string" },
    once: { type: "boolean", default: false },
  },
});

interface Answer {
  readonly question: string;
  readonly ms: number;
  readonly cpu_ms: number;
  readonly first_cpu_ms: number;
  /** MB that are resident afterwards, and the most that were until then. */
  readonly resident_mb: number;
  readonly most_mb: number;
}

const SHARES = { train: 0.7, validation: 0.15, test: 0.15 };

function questions(flow: string): Record<string, (dataset: Dataset) => Promise<unknown>> {
  let state = 7;
  let all: Promise<CADDataset> | null = null;
  const anySample = (count: number) => (state = state * 48271 % 2147483647) % count;
  return {
    "open": async () => (await openDataset(flow)).close(),
    "filter by a label": (dataset) => dataset.find({ where: where("labels.part_category").eq(3) }),
    "filter by rows of faces": (dataset) =>
      dataset.find({ where: where("faces.face_areas").gt(890) }),
    "filter by a text of the table": (dataset) =>
      dataset.find({ where: where("family").eq("gear") }),
    "distribution of all faces, 20 bins": (dataset) =>
      dataset.createDistribution({ key: "face_areas", group: "faces", bins: 20 }),
    "distribution of all faces, classes": (dataset) =>
      dataset.createDistribution({ key: "face_types", group: "faces" }),
    "split, stratified, with groups": (dataset) =>
      dataset.split({ ...SHARES, name: "bench", key: "family", replace: true }),
    "the same, and into the infoset": (dataset) =>
      dataset.split({ ...SHARES, key: "family", replace: true }),
    "one sample's rows": async (dataset) => {
      const samples = await (all ??= dataset.samples({ columns: [] }));
      return await samples.getItem(anySample(samples.length));
    },
    "64 random items": async (dataset) => {
      const samples = await (all ??= dataset.samples({ columns: [] }));
      for (let i = 0; i < 64; i++) await samples.getItem(anySample(samples.length));
    },
    "64 random items, all columns": async (dataset) => {
      const samples = await dataset.samples();
      for (let i = 0; i < 64; i++) await samples.getItem(anySample(samples.length));
    },
    "join a table": (dataset) =>
      dataset.join(join(dirname(flow), "scores.csv"), { on: "file", replace: true }),
    "full scan": async (dataset) => {
      for await (const _ of dataset.samples().batches({ size: 256 }));
    },
  };
}

/** The memory that is resident, and the most that was, in MB, where Linux tells. */
function memory(): [now: number, most: number] {
  try {
    const text = readFileSync("/proc/self/status", "utf8");
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1000;
    return [read("VmRSS"), read("VmHWM")];
  } catch {
    return [NaN, NaN];
  }
}

async function timed(ask: () => Promise<unknown>): Promise<[ms: number, cpu: number]> {
  const [started, processor] = [performance.now(), cpuUsage()];
  await ask();
  const ms = performance.now() - started;
  const { user, system } = cpuUsage(processor);
  return [ms, (user + system) / 1000];
}

async function askAll(flow: string): Promise<void> {
  using dataset: Dataset = await openDataset(flow);
  for (const [question, ask] of Object.entries(questions(flow))) {
    const rounds = question === "full scan" ? 1 : 4;
    const found: [number, number][] = [];
    for (let i = 0; i < rounds; i++) found.push(await timed(() => ask(dataset)));
    const answer: Answer = {
      question,
      ms: Math.min(...found.map(([ms]) => ms)),
      cpu_ms: Math.min(...found.map(([, cpu]) => cpu)),
      first_cpu_ms: found[0][1],
      resident_mb: memory()[0],
      most_mb: memory()[1],
    };
    console.log(JSON.stringify(answer));
  }
  const [now, most] = memory();
  console.log(JSON.stringify({ resident: now, most }));
}

async function run(program: string, args: string[]): Promise<Record<string, unknown>[]> {
  const { stdout, success } = await new Deno.Command(program, { args, stderr: "inherit" }).output();
  if (!success) throw new Error(`'${program} ${args.join(" ")}' has failed`);
  const lines = new TextDecoder().decode(stdout).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

function print(ours: Record<string, unknown>[], peers: Record<string, unknown>[]): void {
  const number = (value: unknown) =>
    (typeof value === "number" ? value.toFixed(1) : "").padStart(9);
  console.log(
    `${
      "".padEnd(36)
    }       ms   cpu ms    first       MB     most  peer ms      cpu    ratio  peer`,
  );
  for (const { question, ms, cpu_ms, first_cpu_ms, resident_mb, most_mb } of ours) {
    if (question === undefined) continue;
    const peer = peers.find((one) => one.question === question);
    const ratio = peer === undefined ? undefined : Number(peer.cpu_ms) / Number(cpu_ms);
    console.log(
      String(question).padEnd(36) + number(ms) + number(cpu_ms) + number(first_cpu_ms) +
        number(resident_mb) + number(most_mb) +
        number(peer?.ms) + number(peer?.cpu_ms) + number(ratio) + `  ${peer?.peer ?? ""}`,
    );
  }
  for (const [name, answers] of [["Trunnion", ours], ["the peers", peers]] as const) {
    const { resident, most } = answers.find((one) => "resident" in one) ?? {};
    if (resident === undefined) continue;
    console.log(`${name}: ${number(resident).trim()} MB resident, ${number(most).trim()} at most`);
  }
}

if (values.ask !== undefined) {
  await askAll(values.ask);
} else {
  const count = Number(values.files);
  const python = Deno.env.get("TRUNNION_PYTHON");
  await bench(count, python);
  if (!python) console.log("The peers: not run; TRUNNION_PYTHON names no interpreter");
  if (!values.once) await bench(2 * count);
}

async function bench(count: number, python?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trunnion-dataset-"));
  try {
    const started = performance.now();
    const flow = makeSyntheticDataset(folder, count);
    const lines = Array.from(
      { length: count },
      (_, i) => `lot_${i % 97}/part_${String(i).padStart(6, "0")}.step,${i % 101}`,
    );
    writeFileSync(join(folder, "scores.csv"), `file,score\n${lines.join("\n")}\n`);
    const seconds = (performance.now() - started) / 1000;
    console.log(`${count} files, made in ${seconds.toFixed(1)} s`);
    const own = fileURLToPath(import.meta.url);
    const ours = await run(Deno.execPath(), ["run", "-A", own, "--ask", flow]);
    const script = fileURLToPath(new URL("dataset_peers.py", import.meta.url));
    const peers = python ? await run(python, [script, folder]) : [];
    print(ours, peers);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
