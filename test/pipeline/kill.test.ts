import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { createRandom } from "../../src/dataset/split/random.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";
import type { Kill } from "./kill_progress.ts";
import { endsPerItem, leftOvers, madeBy, runScripted, type ScriptedFlow } from "./killed_runs.ts";

const FILES = 64;
const folder = temporaryFolder();
const script = fileURLToPath(new URL("fixtures/killed_flow.ts", import.meta.url));
const random = createRandom(4);
const whole = (most: number) => 1 + random.below(most);
const flowFolder = (out: string) => join(out, "flows", "killed");

let flow: ScriptedFlow;
let undisturbed: Record<string, unknown>;

beforeAll(async () => {
  const files = folder("files");
  for (let i = 0; i < FILES; i++) {
    const length = whole(400);
    writeFileSync(join(files, `${i}.txt`), "abcdefgh".repeat(50).slice(0, length));
  }
  flow = { script, args: [files] };
  const out = folder("undisturbed");
  expect(await runScripted(flow, out, null)).toBe(true);
  undisturbed = await madeBy(flowFolder(out), "killed");
}, 60_000);

/** Moments of a kill; the last of two kills hits the run that goes on after the first. */
const MOMENTS: Record<string, Kill[]> = {
  "while files are gathered": [{ stage: "list", step: 1, delayMs: 0 }],
  "at an item": [{ stage: "letters", step: whole(FILES), delayMs: 0 }],
  "soon after an item": [{ stage: "letters", step: whole(FILES / 2), delayMs: whole(5) }],
  "twice at items": [1, 2].map(() => ({ stage: "letters", step: whole(FILES / 4), delayMs: 0 })),
  "while shards are merged": [{ stage: "AutoDatasetExportTask", step: 1, delayMs: 0 }],
  "at the end of the merge": [{ stage: "AutoDatasetExportTask", step: whole(3), delayMs: 1 }],
};

test.each(Object.entries(MOMENTS))("a run that is killed %s loses and repeats nothing", async (
  _,
  kills,
) => {
  const out = folder();
  for (const kill of kills) {
    const ended = await runScripted(flow, out, kill);
    if (kill.delayMs === 0) expect(ended).toBe(false); // later it may have come to its end
  }
  expect(await runScripted(flow, out, null)).toBe(true);
  expect(endsPerItem(flowFolder(out), "letters")).toEqual({ 1: FILES });
  expect(leftOvers(flowFolder(out)).filter((path) => !path.includes(".dataset.tmp-"))).toEqual([]);
  expect(await madeBy(flowFolder(out), "killed")).toEqual(undisturbed);
}, 60_000);
