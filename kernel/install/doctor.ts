import { TESTED_VERSIONS } from "../engine/tested_versions.ts";
import { jupyterProgram, type JupyterSystem, thisSystem } from "./jupyter_folders.ts";
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
    ...kernelFindings(kernels),
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

function kernelFindings(kernels: readonly ListedKernel[]): KernelFinding[] {
  if (kernels.length === 0) {
    return [{
      ok: false,
      text: "Kernel: not installed where Jupyter looks",
      advice: "trunnion kernel install",
    }];
  }
  return kernels.map(({ name, folder, program, main }) => {
    const missing = [program, main].filter((path) => !isThere(path));
    const ok = missing.length === 0;
    return {
      ok,
      text: `Kernel '${name}' in ${folder}${ok ? "" : `: gone is ${missing.join(" and ")}`}`,
      advice: ok ? undefined : `trunnion kernel install --name ${name}`,
    };
  });
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
