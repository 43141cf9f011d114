import { delimiter, dirname, join, resolve } from "node:path";
import { realpathSync } from "node:fs";

/** What of the system decides where Jupyter looks for kernels. */
export interface JupyterSystem {
  env(name: string): string | undefined;
  os: typeof Deno.build.os;
}

/** The system that this process runs on. */
export const thisSystem: JupyterSystem = {
  env: (name) => Deno.env.get(name),
  os: Deno.build.os,
};

/**
 * The folder of a user's own Jupyter data:
 * <https://docs.jupyter.org/en/stable/use/jupyter-directories.html>.
 */
export function userFolder({ env, os }: JupyterSystem = thisSystem): string {
  const own = env("JUPYTER_DATA_DIR");
  if (own) return own;
  if (os === "windows") return join(env("APPDATA") ?? ".", "jupyter");
  const home = env("HOME") ?? ".";
  if (os === "darwin") return join(home, "Library", "Jupyter");
  return join(env("XDG_DATA_HOME") || join(home, ".local", "share"), "jupyter");
}

/** The folder of Jupyter's data under a prefix, such as a virtual environment of Python. */
export function prefixFolder(prefix: string): string {
  return resolve(prefix, "share", "jupyter");
}

/** All folders in which Jupyter looks, the first ones first. */
export function searchedFolders(system: JupyterSystem = thisSystem): string[] {
  const { env, os } = system;
  const path = (env("JUPYTER_PATH") ?? "").split(delimiter).filter((one) => one !== "");
  const program = jupyterProgram(system);
  // The environment of the `jupyter` that is found, and of one that is activated.
  const prefixes = [program && dirname(dirname(program)), env("VIRTUAL_ENV"), env("CONDA_PREFIX")];
  const shared = os === "windows"
    ? [join(env("PROGRAMDATA") ?? "C:\\ProgramData", "jupyter")]
    : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  const environments = prefixes.filter((one) => one !== undefined).map(prefixFolder);
  return [...new Set([...path, userFolder(system), ...environments, ...shared])];
}

/** The `jupyter` that the user's shell would start. */
export function jupyterProgram({ env, os }: JupyterSystem = thisSystem): string | undefined {
  const name = os === "windows" ? "jupyter.exe" : "jupyter";
  for (const folder of (env("PATH") ?? "").split(delimiter)) {
    try {
      const program = join(folder, name);
      if (folder !== "" && Deno.statSync(program).isFile) return realpathSync(folder) + "/" + name;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
