/**
 * Where does the time of a trivial item go that is encoded and merged?
 *
 * Runs pipelines in this process (`debug`), so that all processor time is counted, and takes away
 * one thing after the other: the merge, the encoded file. Beside it the parts by themselves: a
 * `.data` file is made, sealed and renamed, and a file of one array is written by hand.
 *
 * Of 640 us that an encoded item took on a machine that did much else, 200 went to its `.data` file
 * (a zip, written and renamed), 390 to its summary (a file of its own in `files_summary/`), its
 * stamp, storage and reply, 50 to the journal and the task; merging 500 of them took 150 us each.
 * Seven files are opened an item: by a profile a seventh of the time is the system's `open` alone.
 *
 * ```sh
 * deno run -A bench/encoded_item.ts --items 4000
 * ```
 *
 * @module
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { parseArgs } from "node:util";
import { createFlow, createStorage } from "trunnion";
import { encodeLabel, identity } from "./trivial_tasks.ts";

const { values } = parseArgs({ options: { items: { type: "string", default: "4000" } } });
const count = Number(values.items);

async function pipeline(folder: string, encode: boolean, merge: boolean): Promise<void> {
  const flow = createFlow({
    name: "items",
    tasks: [encode ? encodeLabel : identity],
    flowsOutputDir: folder,
    debug: true,
    progress: false,
    autoDatasetExport: merge,
  });
  await flow.process({ inputs: { n: [...Array(count).keys()] } });
}

const CASES: Readonly<Record<string, (folder: string) => Promise<void> | void>> = {
  "encoded and merged": (folder) => pipeline(folder, true, true),
  "encoded": (folder) => pipeline(folder, true, false),
  "neither": (folder) => pipeline(folder, false, false),
  "a .data file alone": (folder) => {
    for (let i = 0; i < count; i++) {
      const storage = createStorage("optimized", join(folder, `${i}.data`));
      storage.saveData("labels/n", Int32Array.of(i));
      storage.compressStore();
    }
  },
  "a file of the same size alone": (folder) => {
    const bytes = new Uint8Array(1200);
    for (let i = 0; i < count; i++) {
      writeFileSync(join(folder, `${i}.tmp`), bytes);
      renameSync(join(folder, `${i}.tmp`), join(folder, `${i}.data`));
    }
  },
};

const best = new Map<string, { cpu: number; user: number }>();
for (let round = 0; round < 3; round++) {
  for (const [name, run] of Object.entries(CASES)) {
    const folder = mkdtempSync(join(tmpdir(), "trunnion-bench-"));
    mkdirSync(folder, { recursive: true });
    try {
      const before = cpuUsage();
      await run(folder);
      const { user, system } = cpuUsage(before);
      const found = { cpu: (user + system) / count, user: user / count };
      if (found.cpu < (best.get(name)?.cpu ?? Infinity)) best.set(name, found);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}
console.log(`${count} items, microseconds of the processor for each, the best of three rounds`);
for (const [name, { cpu, user }] of best) {
  console.log(
    `${name.padEnd(32)}${cpu.toFixed(0).padStart(6)} us, ${user.toFixed(0)} of them ours`,
  );
}
const of = (name: string) => best.get(name)!.cpu;
console.log("\nof which");
console.log(`${"the merge".padEnd(32)}${(of("encoded and merged") - of("encoded")).toFixed(0)} us`);
const file = of("a .data file alone");
console.log(`${"the .data file".padEnd(32)}${file.toFixed(0)} us`);
const told = of("encoded") - of("neither") - file;
console.log(`${"its summary, stamp and reply".padEnd(32)}${told.toFixed(0)} us`);
console.log(`${"the item: journal, task".padEnd(32)}${of("neither").toFixed(0)} us`);
