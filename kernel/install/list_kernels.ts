import { basename, join } from "node:path";
import { type JupyterSystem, searchedFolders, thisSystem } from "./jupyter_folders.ts";
import { partsOf } from "./kernelspec.ts";

/** A kernelspec that starts our kernel. */
export interface ListedKernel {
  name: string;
  folder: string;
  displayName: string;
  /** The program of Deno that it starts. */
  program: string;
  /** The kernel's module, a path or a URL. */
  main: string;
}

/** The kernelspecs of our kernel where Jupyter looks, in the order in which it looks. */
export function listKernels(system: JupyterSystem = thisSystem): ListedKernel[] {
  return kernelsIn(searchedFolders(system));
}

/** The kernelspecs of our kernel in folders of Jupyter's data. */
export function kernelsIn(folders: readonly string[]): ListedKernel[] {
  return folders.flatMap((data) =>
    namesIn(join(data, "kernels")).flatMap((folder) => {
      const spec = readSpec(folder);
      const parts = spec && partsOf(spec);
      if (!parts) return [];
      const displayName = String(spec.display_name ?? "");
      return [{ name: basename(folder), folder, displayName, ...parts }];
    })
  );
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => join(folder, name)).sort();
  } catch {
    return [];
  }
}

function readSpec(folder: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(join(folder, "kernel.json")));
  } catch {
    return undefined;
  }
}
