/** What a host is started with. @module */
import { fileURLToPath, pathToFileURL } from "node:url";

/** How hosts are started. */
export interface HostOptions {
  /**
   * Bytes of JavaScript objects that a host may hold; one that needs more ends, and with it the item
   * in work. Typed arrays do not count.
   *
   * @default {V8's own limit, some GB}
   */
  readonly maxHeapBytes?: number;
  /**
   * Flags for what the processes may do, e.g. `["--allow-read=parts"]`; `[]` for nothing. They can
   * always read Trunnion's own code. The modules of tasks and jobs must be readable for them.
   *
   * @default {each permission that this process has without limits; none of those that it has for
   * some paths or hosts only}
   */
  readonly permissions?: readonly string[];
  /**
   * Path of the deno.json that modules are imported with; null for none.
   *
   * @default {the nearest one above the main module of this process}
   */
  readonly config?: string | null;
}

/** The arguments for `deno` that start a host. */
export function hostFlags(options: HostOptions): string[] {
  const { maxHeapBytes, permissions = ownPermissions(), config = ownConfig() } = options;
  return [
    "run",
    "--no-prompt",
    "--quiet",
    ...permissions,
    ...readOwnCode(permissions),
    ...(config === null ? ["--no-config"] : ["--config", config]),
    ...(maxHeapBytes === undefined
      ? []
      : [`--v8-flags=--max-old-space-size=${Math.ceil(maxHeapBytes / 2 ** 20)}`]),
    new URL("./host_entry.ts", import.meta.url).href,
  ];
}

/** Whether this process may start others of its own kind. */
export function mayStartHosts(): boolean {
  const run = { name: "run", command: Deno.execPath() } as const;
  return Deno.permissions.querySync(run).state === "granted";
}

const PERMISSIONS = ["read", "write", "net", "env", "run", "sys", "ffi", "import"] as const;

/**
 * The permissions that this process was given without limits, as flags. Those that it has for some
 * paths or hosts only cannot be asked for, and are not among them.
 */
function ownPermissions(): string[] {
  const granted = PERMISSIONS.filter((name) => {
    // Deno's types do not know "import" as a permission to ask for; its runtime does.
    const { state, partial } = Deno.permissions.querySync({ name } as Deno.PermissionDescriptor);
    return state === "granted" && !partial;
  });
  return granted.map((name) => `--allow-${name}`);
}

/** The code of this module itself, which a process must be able to read. */
function readOwnCode(permissions: readonly string[]): string[] {
  if (permissions.some((flag) => /^(-A|--allow-all|--allow-read)$/.test(flag))) return [];
  const source = new URL("../../", import.meta.url);
  return source.protocol === "file:" ? [`--allow-read=${fileURLToPath(source)}`] : [];
}

/**
 * The deno.json that this program runs with, as far as can be told: the nearest one above its main
 * module. Where Trunnion runs from its source, whose dependencies a deno.json has to name, and none
 * up there does so, the program was started with Trunnion's own; or null.
 */
function ownConfig(): string | null {
  const { protocol } = new URL(Deno.mainModule);
  const main = protocol === "file:" ? Deno.mainModule : pathToFileURL(`${Deno.cwd()}/x`).href;
  const above = [...configsAbove(main)];
  const [nearest = null] = above;
  if (!import.meta.url.startsWith("file:") || above.some(namesDependencies)) return nearest;
  const [own = nearest] = configsAbove(import.meta.url);
  return own;
}

function* configsAbove(url: string): Generator<string> {
  let folder = new URL("../", url);
  while (true) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      const path = fileURLToPath(new URL(name, folder));
      if (isFile(path)) yield path;
    }
    const above = new URL("../../", folder);
    if (above.href === folder.href) return;
    folder = above;
  }
}

function namesDependencies(config: string): boolean {
  try {
    return Deno.readTextFileSync(config).includes('"comlink"');
  } catch {
    return false; // it is not to be read
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false; // it is not there, or not to be read
  }
}
