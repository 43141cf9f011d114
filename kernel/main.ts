/**
 * The kernel's program, which a kernelspec starts: `main.ts --conn <connection file>`.
 *
 * Its engine is another process, which takes longest to be there. So that is started first, with
 * what little it takes, and prepared while the rest of the kernel, the parser above all, is loaded.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { startDeno } from "./engine/deno_process.ts";
import { standInProject } from "./imports/stand_in_project.ts";

const modules = {
  cell: pathToFileURL(`${Deno.cwd()}/cell.ts`).href,
  kernel: new URL(".", import.meta.url).href,
  trunnion: new URL("../deno.json", import.meta.url).href,
};
const program = Deno.execPath();
const at = Deno.args.indexOf("--conn");
const connectionFile = at < 0 ? undefined : Deno.args[at + 1];
if (Deno.args.includes("--check")) {
  const address = new URL("./check_engine.ts", import.meta.url);
  const { checkEngine } = await load<typeof import("./check_engine.ts")>(address);
  console.log(await checkEngine(program, modules));
} else if (connectionFile === undefined) {
  console.error("The kernel is started by Jupyter: main.ts --conn <connection file>");
  Deno.exit(2);
} else {
  const process = startDeno(program, standInProject(modules));
  process.catch(() => {}); // who needs it is told
  const engine = new URL("./engine/first_engine.ts", import.meta.url);
  const { FirstEngine } = await load<typeof import("./engine/first_engine.ts")>(engine);
  const first = new FirstEngine({ program, modules, process });
  const rest = new URL("./run_kernel.ts", import.meta.url);
  const { runKernel } = await load<typeof import("./run_kernel.ts")>(rest);
  await runKernel(connectionFile, { program, modules, first });
}

/** Imports a module now: one whose address Deno sees is read before this program begins. */
async function load<T>(address: URL): Promise<T> {
  return await import(address.href);
}
