import { prefixFolder } from "./jupyter_folders.ts";
import { KERNEL_NAME } from "./install_kernel.ts";
import { KernelInstallError } from "./kernel_install_error.ts";
import { kernelsIn, type ListedKernel, listKernels } from "./list_kernels.ts";

/** Which kernels are to go. */
interface UninstallOptions {
  /** @default {"trunnion"} */
  name?: string;
  /** Only the one of this environment. @default {wherever Jupyter looks} */
  prefix?: string;
}

/**
 * Takes our kernelspecs of a name away; those of other kernels are never touched.
 *
 * @throws {KernelInstallError} where there is none
 */
export async function uninstallKernel(options: UninstallOptions = {}): Promise<ListedKernel[]> {
  const name = options.name ?? KERNEL_NAME;
  const all = options.prefix === undefined
    ? listKernels()
    : kernelsIn([prefixFolder(options.prefix)]);
  const found = all.filter((kernel) => kernel.name === name);
  if (found.length === 0) {
    const names = all.map((kernel) => kernel.name).join(", ") || "none";
    throw new KernelInstallError(
      `Cannot uninstall the kernel '${name}': no such kernel of Trunnion was found. ` +
        `Installed: ${names}`,
      { data: { name } },
    );
  }
  for (const { folder } of found) await Deno.remove(folder, { recursive: true });
  return found;
}
