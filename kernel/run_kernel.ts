import { VERSION } from "../src/base/version.ts";
import { DenoEngine } from "./engine/deno_engine.ts";
import type { FirstEngine } from "./engine/first_engine.ts";
import { versionWarning } from "./engine/tested_versions.ts";
import { Kernel } from "./front/kernel.ts";
import { typeModeOf } from "./front/type_check.ts";
import type { ModuleOptions } from "./imports/module_options.ts";
import { LanguageHelp } from "./lsp/language_help.ts";
import { parseConnectionFile } from "./messages/connection_file.ts";

/** What a kernel runs on. */
interface KernelParts {
  /** The program of Deno. */
  program: string;
  modules: ModuleOptions;
  /** The first engine, which is being started already. */
  first: FirstEngine;
}

/** How often to look whether who started the kernel is still there, in milliseconds. */
const PARENT_CHECK = 1000;

/** Runs the kernel that a connection file describes, until it is shut down. */
export async function runKernel(
  connectionFile: string,
  { program, modules, first }: KernelParts,
): Promise<void> {
  const connection = parseConnectionFile(await Deno.readTextFile(connectionFile));
  let isFirst = true;
  const kernel = new Kernel({
    connection,
    startEngine(listener) {
      if (!isFirst) return DenoEngine.start({ program, modules, listener });
      isFirst = false;
      return first.take(listener);
    },
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
