/**
 * How fast is `trunnion encode`, as a whole command, beside what a user would write instead?
 *
 * Encodes folders of STEP files, each time from nothing, and has a page of Python do the same files
 * (`bench/peer_ocp.py`: OpenCascade, the grids of UV-Net, a process pool). Trunnion makes the same
 * grids, by its profile `uvnet`, and one merged dataset in place of a file each; `--profile hoops`
 * has it do more. Prints seconds, files per second and the ratio, by the number of files and of
 * workers. More files than a folder has are copies under other names.
 *
 * ```sh
 * pip install cadquery-ocp numpy                       # in some environment
 * deno run -A bench/peer_ocp.ts --python PYTHON FOLDER [--counts 20,200,1000,5000]
 *   [--workers 1,2] [--rounds 3] [--profile uvnet] [--reader auto] [--audit-every 200]
 * ```
 *
 * @module
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string" },
    counts: { type: "string", default: "20,200,1000" },
    workers: { type: "string", default: "1,2" },
    rounds: { type: "string", default: "3" },
    reader: { type: "string", default: "auto" },
    profile: { type: "string", default: "uvnet" },
    // What the command itself has for a default: 0 measures it without its audits.
    "audit-every": { type: "string", default: "200" },
  },
});
if (folder === undefined || options.python === undefined) {
  console.error("Usage: deno run -A bench/peer_ocp.ts --python PYTHON FOLDER");
  process.exit(2);
}
const numbers = (text: string) => text.split(",").map(Number);
const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const script = fileURLToPath(new URL("./peer_ocp.py", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "peer_ocp_"));

/** A folder of so many files, the first ones as they are, others with a comment behind. */
function folderOf(count: number): string {
  const made = join(work, `files_${count}`);
  mkdirSync(made);
  const names = readdirSync(folder).filter((name) => /\.(step|stp)$/i.test(name)).sort();
  for (let i = 0; i < count; i++) {
    const name = names[i % names.length], to = join(made, `${i}_${name}`);
    if (i < names.length) cpSync(join(folder, name), to);
    else writeFileSync(to, `${readFileSync(join(folder, name), "latin1")}/* ${i} */\n`, "latin1");
  }
  return made;
}

async function seconds(command: string, args: string[]): Promise<number> {
  const start = performance.now();
  const { success, stderr } = await new Deno.Command(command, { args }).output();
  if (!success) throw new Error(`${command} ${args[0]}: ${new TextDecoder().decode(stderr)}`);
  return (performance.now() - start) / 1000;
}

let turn = 0;
const ours = (files: string, workers: number) =>
  seconds(Deno.execPath(), [
    ...["run", "-A", main, "encode", files, "--out", join(work, `out_${turn++}`), "--no-labels"],
    ...["--max-workers", String(workers), "--reader", options.reader],
    ...["--profile", options.profile, "--audit-every", options["audit-every"]],
  ]);
const peer = (files: string, workers: number) =>
  seconds(options.python!, [script, files, join(work, `npz_${turn++}`), String(workers)]);

const best = (values: readonly number[]) => Math.min(...values);
try {
  console.log("files  workers  trunnion s  files/s   peer s  files/s  times as fast");
  for (const count of numbers(options.counts)) {
    const files = folderOf(count);
    for (const workers of numbers(options.workers)) {
      const own: number[] = [], other: number[] = [];
      for (let i = 0; i < Number(options.rounds); i++) {
        own.push(await ours(files, workers));
        other.push(await peer(files, workers));
      }
      const [a, b] = [best(own), best(other)];
      console.log([
        String(count).padStart(5),
        String(workers).padStart(8),
        a.toFixed(2).padStart(11),
        (count / a).toFixed(0).padStart(8),
        b.toFixed(2).padStart(8),
        (count / b).toFixed(0).padStart(8),
        (b / a).toFixed(2).padStart(14),
      ].join(" "));
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
