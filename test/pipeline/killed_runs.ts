/** Runs of a flow in a process of their own, which is killed at a chosen moment. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JournalReader } from "../../src/journal/journal_reader.ts";
import { readParquet } from "../../src/storage/parquet.ts";
import type { Kill } from "./kill_progress.ts";

const root = new URL("../../", import.meta.url);

/** A flow that a script runs. */
export interface ScriptedFlow {
  /** The script's file, which calls `killProgress` as `progress`. */
  readonly script: string;
  readonly args: readonly string[];
}

/**
 * Runs a script's flow into a folder.
 *
 * @returns whether it came to its end; else it was killed
 * @throws for any other end
 */
export async function runScripted(
  { script, args }: ScriptedFlow,
  folder: string,
  kill: Kill | null,
): Promise<boolean> {
  const { success, signal, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--config",
      fileURLToPath(new URL("deno.json", root)),
      script,
      folder,
      ...args,
    ],
    env: { KILL: JSON.stringify(kill), NO_COLOR: "1" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return true;
  if (signal === "SIGKILL") return false;
  throw new Error(`The script failed: ${new TextDecoder().decode(stderr)}`);
}

/** The columns of an infoset that differ from run to run. */
const TIMING = /duration|_ms$/;

/** All that a run has made and that another run must make too, byte for byte. */
export async function madeBy(flowFolder: string, name: string): Promise<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  const dataset = join(flowFolder, `${name}.dataset`);
  for (const path of filesBelow(dataset)) made[path] = await hashOf(join(dataset, path));
  const columns = await readParquet(join(flowFolder, `${name}.infoset`));
  for (const { name, values } of columns) {
    if (!TIMING.test(name)) made[`infoset ${name}`] = values;
  }
  made.attribset = await readParquet(join(flowFolder, `${name}.attribset`));
  return made;
}

/** How often each item's end is in the journal, over all runs: by stage, ends by count. */
export function endsPerItem(flowFolder: string, stage: string): Record<number, number> {
  const reader = JournalReader.open(join(flowFolder, "journal.sqlite"));
  const ends = new Map<number, number>();
  try {
    for (const { id } of reader.runs()) {
      for (const event of reader.events(id)) {
        if (event.stage !== stage || !["done", "skipped", "failed"].includes(event.kind)) continue;
        for (const item of event.items) ends.set(item, (ends.get(item) ?? 0) + 1);
      }
    }
  } finally {
    reader.close();
  }
  const counts: Record<number, number> = {};
  for (const count of ends.values()) counts[count] = (counts[count] ?? 0) + 1;
  return counts;
}

/** What is left in a flow's folder that belongs to no finished file. */
export function leftOvers(flowFolder: string): string[] {
  return filesBelow(flowFolder).filter((path) => /\.tmp|\.old-|\.probe/.test(path));
}

function filesBelow(folder: string, below = ""): string[] {
  return [...Deno.readDirSync(join(folder, below))].flatMap(({ name, isDirectory }) => {
    const path = join(below, name);
    return isDirectory ? filesBelow(folder, path) : [path];
  }).sort();
}

async function hashOf(path: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
  return new Uint8Array(bytes).toHex();
}
