/** What a process of a process executor is started with. @module */
import { fileURLToPath, pathToFileURL } from "node:url";

const PERMISSIONS = ["read", "write", "net", "env", "run", "sys", "ffi", "import"] as const;

/**
 * The permissions that this process was given without limits, as flags. Those that it has for some
 * paths or hosts only cannot be asked for, and are not among them.
 */
export function ownPermissions(): string[] {
  const granted = PERMISSIONS.filter((name) => {
    // Deno's types do not know "import" as a permission to ask for; its runtime does.
    const { state, partial } = Deno.permissions.querySync({ name } as Deno.PermissionDescriptor);
    return state === "granted" && !partial;
  });
  return granted.map((name) => `--allow-${name}`);
}

/** The code of this module itself, which a process must be able to read. */
export function readOwnCode(permissions: readonly string[]): string[] {
  if (permissions.some((flag) => /^(-A|--allow-all|--allow-read)$/.test(flag))) return [];
  const source = new URL("../", import.meta.url);
  return source.protocol === "file:" ? [`--allow-read=${fileURLToPath(source)}`] : [];
}

/** The deno.json that this program runs with: the nearest one above its main module; or null. */
export function ownConfig(): string | null {
  const { protocol } = new URL(Deno.mainModule);
  let folder = new URL(
    "./",
    protocol === "file:" ? Deno.mainModule : pathToFileURL(`${Deno.cwd()}/x`),
  );
  while (true) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      const path = fileURLToPath(new URL(name, folder));
      if (isFile(path)) return path;
    }
    const above = new URL("../", folder);
    if (above.href === folder.href) return null;
    folder = above;
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false; // it is not there, or not to be read
  }
}
