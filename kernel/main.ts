/**
 * The kernel's program, which a kernelspec starts: `main.ts --conn <connection file>`.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { checkEngine } from "./check_engine.ts";
import { DenoEngine } from "./engine/deno_engine.ts";
import { versionWarning } from "./engine/tested_versions.ts";
import { Kernel } from "./front/kernel.ts";
import { typeModeOf } from "./front/type_check.ts";
import { LanguageHelp } from "./lsp/language_help.ts";
import { VERSION } from "../src/base/version.ts";
import { parseConnectionFile } from "./messages/connection_file.ts";

/** How often to look whether who started the kernel is still there, in milliseconds. */
const PARENT_CHECK = 1000;

async function main(args: readonly string[]): Promise<void> {
  const modules = {
    cell: pathToFileURL(`${Deno.cwd()}/cell.ts`).href,
    kernel: new URL(".", import.meta.url).href,
    trunnion: new URL("../deno.json", import.meta.url).href,
  };
  const program = Deno.execPath();
  if (args.includes("--check")) {
    console.log(await checkEngine(program, modules));
    return;
  }
  const at = args.indexOf("--conn");
  if (at < 0 || args[at + 1] === undefined) {
    console.error("The kernel is started by Jupyter: main.ts --conn <connection file>");
    Deno.exit(2);
  }
  const connection = parseConnectionFile(await Deno.readTextFile(args[at + 1]));
  const kernel = new Kernel({
    connection,
    startEngine: (listener) => DenoEngine.start({ program, modules, listener }),
    help: new LanguageHelp({ program, cell: modules.cell, ownConfig: modules.trunnion }),
    types: typeModeOf(Deno.env.get("TRUNNION_KERNEL_TYPES")),
    version: VERSION,
    warning: versionWarning(Deno.version.deno),
    log: (sentence) => console.error(`trunnion kernel: ${sentence}`),
    onShutdown: () => Deno.exit(0),
  });
  Deno.addSignalListener("SIGINT", () => kernel.interrupt());
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => kernel.shutdown());
  // A server that was killed cannot say that it ends.
  const parent = Deno.ppid;
  setInterval(() => {
    if (Deno.ppid !== parent) kernel.shutdown();
  }, PARENT_CHECK);
}

await main(Deno.args);
