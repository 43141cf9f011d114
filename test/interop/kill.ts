/**
 * Kills runs over real STEP files at random moments, lets them go on, and compares what they made
 * with an undisturbed run: `deno run -A test/interop/kill.ts [kills] [parts] [seed]`.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { samples } from "../../src/cad/samples/samples.ts";
import { createRandom } from "../../src/dataset/split/random.ts";
import type { Kill } from "../pipeline/kill_progress.ts";
import {
  endsPerItem,
  leftOvers,
  madeBy,
  runScripted,
  type ScriptedFlow,
} from "../pipeline/killed_runs.ts";

const [kills = 20, parts = 200, seed = 1] = Deno.args.map(Number);
const STAGES = ["gather_cad_files", "encode_brep", "AutoDatasetExportTask"] as const;
/** Which stage the kills hit: more than half of them the one that takes the time. */
const TURNS = [1, 0, 1, 2, 1];

const random = createRandom(seed);
const work = await Deno.makeTempDir({ prefix: "trunnion_kill_" });
let passed = 0, failed = 0;
try {
  const folder = join(work, "parts");
  await samples(folder, { count: parts, seed: 7 });
  const flow: ScriptedFlow = {
    script: fileURLToPath(new URL("killed_encode.ts", import.meta.url)),
    args: [folder],
  };
  const flowFolder = (out: string) => join(work, out, "flows", "killed");
  await runScripted(flow, join(work, "undisturbed"), null);
  const expected = JSON.stringify(await madeBy(flowFolder("undisturbed"), "killed"), texts);
  for (let i = 0; i < kills; i++) {
    const out = `run ${i}`;
    let kill = chooseKill(i);
    // One that comes too late, by its delay, is no kill: another moment is chosen.
    while (await runScripted(flow, join(work, out), kill)) {
      await Deno.remove(join(work, out), { recursive: true });
      kill = chooseKill(i);
    }
    await runScripted(flow, join(work, out), null);
    const faults = await faultsOf(flowFolder(out), expected);
    const { stage, step, delayMs } = kill;
    const moment = `at ${stage} ${step}, ${delayMs} ms later`;
    console.log(`${faults.length === 0 ? "ok" : "FAILED"}: killed ${moment} ${faults.join("; ")}`);
    if (faults.length === 0) passed++;
    else failed++;
    await Deno.remove(join(work, out), { recursive: true });
  }
} finally {
  await Deno.remove(work, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 ? 1 : 0);

function chooseKill(i: number): Kill {
  const stage = STAGES[TURNS[i % TURNS.length]];
  const most = stage === "encode_brep" ? parts : stage === "gather_cad_files" ? 1 : 20;
  return { stage, step: 1 + random.below(most), delayMs: random.below(2) * random.below(30) };
}

/** What is wrong with a run that was killed and has gone on to its end. */
async function faultsOf(flowFolder: string, expected: string): Promise<string[]> {
  const faults: string[] = [];
  const ends = JSON.stringify(endsPerItem(flowFolder, "encode_brep"));
  if (ends !== JSON.stringify({ 1: parts })) faults.push(`ends by item: ${ends}`);
  const left = leftOvers(flowFolder).filter((path) => !path.includes(".dataset.tmp-"));
  if (left.length > 0) faults.push(`left: ${left.join()}`);
  const made = JSON.stringify(await madeBy(flowFolder, "killed"), texts);
  if (made !== expected) faults.push("another dataset than that of the undisturbed run");
  return faults;
}

/** 64-bit integers, which JSON has not. */
function texts(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
