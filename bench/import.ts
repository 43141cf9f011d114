/**
 * What does it cost to import Trunnion?
 *
 * Starts a process for each public module, for the command line's help, for what hosts and workers
 * start with, and for a module that is empty, in turn, and prints the processor's time of whole
 * processes, the least of so many, and what is left without the empty one.
 *
 * ```sh
 * deno run -A bench/import.ts --rounds 15
 * ```
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "9" } } });
const root = fileURLToPath(new URL("../", import.meta.url));

/** Processor seconds of a process and of all that it has started, as `time` of bash tells them. */
function processorSeconds(args: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null';
  const { stderr } = new Deno.Command("bash", {
    args: ["-c", script, "bash", Deno.execPath(), ...args],
    cwd: root,
  }).outputSync();
  const [user, system] = new TextDecoder().decode(stderr).trim().split(" ").map(Number);
  return user + system;
}

// Within the checkout, so that its deno.json holds for all of them.
const folder = mkdtempSync(join(root, "bench", "import-"));
try {
  const module = (name: string, code: string) => {
    const path = join(folder, `${name}.ts`);
    writeFileSync(path, code);
    return path;
  };
  const ending = (path: string) =>
    module(path.replace(/\W/g, "_"), `await import("../../${path}");\nDeno.exit();\n`);
  const empty = "an empty module";
  const asked: Record<string, string[]> = {
    [empty]: [module("empty", "export {};\n")],
    "mod.ts": ["mod.ts"],
    "functions.ts": ["functions.ts"],
    "stores.ts": ["stores.ts"],
    "trunnion --help": ["src/cli/main.ts", "--help"],
    "a host": [ending("src/pool/hosts/host_entry.ts")],
    "a worker of a pipeline": [
      module(
        "worker",
        ["pool/inside/worker_side.ts", "pipeline/worker/boot_worker.ts"]
          .map((path) => `import "../../src/${path}";\n`).join(""),
      ),
    ],
  };
  const least = new Map(Object.keys(asked).map((name) => [name, Infinity]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, args] of Object.entries(asked)) {
      const seconds = processorSeconds(["run", "-A", ...args]);
      least.set(name, Math.min(least.get(name)!, seconds));
    }
  }
  const base = least.get(empty)!;
  console.log("processor ms of                whole process   the import");
  for (const [name, seconds] of least) {
    const [whole, own] = [seconds, seconds - base].map((one) => (1000 * one).toFixed(0));
    console.log(`${name.padEnd(30)} ${whole.padStart(13)} ${own.padStart(12)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
