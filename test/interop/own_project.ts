/**
 * Projects of one's own, from an empty folder, with nothing but Node and npm: one that links a
 * checkout, one with the npm package, one that gets Trunnion from a server, and the command
 * installed for all folders.
 *
 *     deno run -A test/interop/own_project.ts WORK [links] [npm] [http]
 *
 * WORK is a folder to be made; without further words all ways are tried. The last line is
 * `N passed, N failed`.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { freshClone, globalCommand, linkedProject } from "./own_project/checkout_ways.ts";
import { CleanMachine } from "./own_project/clean_machine.ts";
import { npmProject } from "./own_project/npm_ways.ts";
import { servedProject } from "./own_project/served_way.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What a clone does not have. */
const LEFT_OUT = new Set([".git", "node_modules", "output", "demo", "npm", "coverage"]);

const [work, ...ways] = Deno.args;
const wanted = (way: string) => ways.length === 0 || ways.includes(way);
const machine = new CleanMachine(machineFolder());
copyCheckout(join(machine.root, "trunnion"));
const times: Record<string, number> = {};
if (wanted("links")) {
  times["a project that links a checkout"] = await linkedProject(machine);
  await freshClone(machine, copyCheckout);
  await globalCommand(machine);
}
if (wanted("http")) await servedProject(machine);
if (wanted("npm")) {
  const checkout = join(machine.root, "trunnion");
  await machine.run(checkout, "npx -y deno@2.9.6 task build:npm", /trunnion-0\.1\.0\.tgz/);
  times["a project with the npm package"] = await npmProject(machine);
}
for (const [way, ms] of Object.entries(times)) {
  console.log(`From nothing to the first dataset, ${way}: ${(ms / 1000).toFixed(0)} s`);
}
console.log(`${machine.passed} passed, ${machine.failed} failed`);
Deno.exit(machine.failed > 0 ? 1 : 0);

function machineFolder(): string {
  const path = resolve(work);
  Deno.mkdirSync(path);
  return Deno.realPathSync(path);
}

function copyCheckout(to: string, from: string = ROOT): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory, isFile } of Deno.readDirSync(from)) {
    if (from === ROOT && LEFT_OUT.has(name)) continue;
    if (isDirectory) copyCheckout(join(to, name), join(from, name));
    else if (isFile) Deno.copyFileSync(join(from, name), join(to, name));
  }
}
