import { messageOf } from "../../src/base/message_of.ts";
import { dirname, join } from "node:path";
import { prefixFolder, userFolder } from "./jupyter_folders.ts";
import { KernelInstallError } from "./kernel_install_error.ts";
import { type Kernelspec, kernelspec } from "./kernelspec.ts";
import { LOGO } from "./logo.ts";
import { pinDeno } from "./pin_deno.ts";

/** How a kernel is to be installed. */
export interface InstallOptions {
  /** Installs for an environment, e.g. that of Python, instead of for the user. */
  prefix?: string;
  /** The name by which notebooks ask for it. @default {"trunnion"} */
  name?: string;
  /** The name that people see. @default {"TypeScript (Trunnion)"} */
  displayName?: string;
  /** The program of Deno. @default {that of this process} */
  program?: string;
}

/** A kernel that was installed. */
interface InstalledKernel {
  name: string;
  /** The folder of its kernelspec. */
  folder: string;
  spec: Kernelspec;
}

/** The kernel's name where none is given. */
export const KERNEL_NAME = "trunnion";

/**
 * Installs the kernel for Jupyter. One of the same name in the same place is replaced.
 *
 * @throws {KernelInstallError} where the name cannot be one, or the folder cannot be written
 */
export async function installKernel(options: InstallOptions = {}): Promise<InstalledKernel> {
  const name = options.name ?? KERNEL_NAME;
  if (!/^[a-z0-9._-]+$/i.test(name)) {
    throw new KernelInstallError(
      "Cannot install the kernel: its name must be letters, digits, '.', '_' and '-', " +
        `found '${name}'`,
      { data: { name } },
    );
  }
  const data = options.prefix === undefined ? userFolder() : prefixFolder(options.prefix);
  const folder = join(data, "kernels", name.toLowerCase());
  try {
    const program = await pinDeno(
      options.program ?? Deno.execPath(),
      Deno.version.deno,
      join(dirname(data), "trunnion"),
    );
    const main = new URL("../main.ts", import.meta.url).href;
    const spec = kernelspec(program, options.displayName ?? "TypeScript (Trunnion)", main);
    await Deno.mkdir(folder, { recursive: true });
    await replaceFile(join(folder, "logo-svg.svg"), LOGO);
    await replaceFile(join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
    return { name: name.toLowerCase(), folder, spec };
  } catch (cause) {
    throw new KernelInstallError(
      `Cannot install the kernel in ${folder}: ${messageOf(cause)}. ` +
        "Give a folder that can be written with --prefix",
      { data: { folder }, cause },
    );
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(`${path}.tmp`, text);
  await Deno.rename(`${path}.tmp`, path);
}
