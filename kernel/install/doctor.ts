import { TESTED_VERSIONS } from "../engine/tested_versions.ts";
import { dirname } from "node:path";
import { messageOf } from "../../src/base/message_of.ts";
import {
  jupyterProgram,
  type JupyterSystem,
  prefixFolder,
  thisSystem,
  userFolder,
} from "./jupyter_folders.ts";
import { kernelspec } from "./kernelspec.ts";
import { type ListedKernel, listKernels } from "./list_kernels.ts";

/** One thing that was looked at. */
export interface KernelFinding {
  ok: boolean;
  /** What was found. */
  text: string;
  /** What to do where it is not well. */
  advice?: string;
}

/** Looks at all that a notebook needs, and tells what is missing. */
export async function examineKernel(system: JupyterSystem = thisSystem): Promise<KernelFinding[]> {
  const kernels = listKernels(system);
  return [
    denoFinding(),
    jupyterFinding(system),
    ...await kernelFindings(kernels, system),
    await engineFinding(Deno.execPath()),
  ];
}

function denoFinding(): KernelFinding {
  const version = Deno.version.deno;
  const ok = TESTED_VERSIONS.includes(version);
  const tested = TESTED_VERSIONS.join(", ");
  return {
    ok,
    text: `Deno ${version}${ok ? "" : `, which was not tested (tested: ${tested})`}`,
    advice: ok ? undefined : `install the kernel with npx deno@${TESTED_VERSIONS.at(-1)}`,
  };
}

function jupyterFinding(system: JupyterSystem): KernelFinding {
  const program = jupyterProgram(system);
  if (program !== undefined) return { ok: true, text: `Jupyter: ${program}` };
  return {
    ok: false,
    text: "Jupyter: there is no program 'jupyter' on the PATH",
    advice: "pip install jupyterlab, and activate the environment that it was installed in",
  };
}

async function kernelFindings(
  kernels: readonly ListedKernel[],
  system: JupyterSystem,
): Promise<KernelFinding[]> {
  if (kernels.length === 0) {
    return [{
      ok: false,
      text: "Kernel: not installed where Jupyter looks",
      advice: "trunnion kernel install",
    }];
  }
  return await Promise.all(kernels.map((kernel) => kernelFinding(kernel, system)));
}

async function kernelFinding(
  { name, folder, program, main }: ListedKernel,
  system: JupyterSystem,
): Promise<KernelFinding> {
  const wrong = await faultOf(program, main);
  return {
    ok: wrong === undefined,
    text: `Kernel '${name}' in ${folder}${wrong === undefined ? "" : `: ${wrong}`}`,
    advice: wrong && `trunnion kernel install --name ${name}${placeOption(folder, system)}`,
  };
}

/** The option that installs a kernel where it is now. */
function placeOption(folder: string, system: JupyterSystem): string {
  const data = dirname(dirname(folder));
  const prefix = dirname(dirname(data));
  return data === userFolder(system) || data !== prefixFolder(prefix) ? "" : ` --prefix ${prefix}`;
}

/** What keeps a kernelspec from starting our kernel, in words. */
async function faultOf(program: string, main: string): Promise<string | undefined> {
  const missing = [program, main].filter((path) => !isThere(path));
  if (missing.length > 0) return `gone is ${missing.join(" and ")}`;
  try {
    const { success, stdout } = await new Deno.Command(program, { args: ["--version"] }).output();
    const version = /^deno (\S+)/.exec(new TextDecoder().decode(stdout))?.[1];
    if (!success || version === undefined) return `${program} is no Deno`;
    if (!TESTED_VERSIONS.includes(version)) return `its Deno is ${version}, which was not tested`;
  } catch (error) {
    return `${program} does not start: ${messageOf(error)}`;
  }
  return undefined;
}

function isThere(path: string): boolean {
  if (/^https?:|^jsr:/.test(path)) return true;
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Has a kernel start its engine and add. */
async function engineFinding(program: string): Promise<KernelFinding> {
  const { argv } = kernelspec(program, "", new URL("../main.ts", import.meta.url).href);
  const args = [...argv.slice(1, argv.indexOf("--conn")), "--check"];
  const { success, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const said = new TextDecoder().decode(success ? stdout : stderr).trim();
  return {
    ok: success,
    text: `Engine: ${said}`,
    advice: success ? undefined : `try ${program} jupyter --help: this Deno must have that command`,
  };
}
