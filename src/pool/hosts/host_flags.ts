/** What a host is started with. @module */
import { v8 } from "../../base/node/builtins.ts";
import { ownCode, pathList } from "../../base/own_code.ts";
import { denoArguments } from "./deno_arguments.ts";
import { configFlags } from "./project_config.ts";

/** The program that a host runs. */
export const HOST_ENTRY: string = new URL("./host_entry.ts", import.meta.url).href;

/** How hosts are started. */
export interface HostOptions {
  /**
   * Bytes of JavaScript objects that a host may hold; one that needs more ends, and with it the
   * item in work. Typed arrays do not count.
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
   * @default {the one that this process runs with: see project_config.ts}
   */
  readonly config?: string | null;
}

/**
 * The arguments for `deno` that start a host.
 *
 * @param preload URLs of modules that the worker loads at once, before it is told what it is for:
 * it will import them in any case
 */
export function hostFlags(options: HostOptions, preload: readonly string[] = []): string[] {
  const { maxHeapBytes, permissions = ownPermissions(), config } = options;
  return [
    "run",
    "--no-prompt",
    "--quiet",
    // Else what tasks may import one day is read before the first item, by every worker.
    "--unstable-lazy-dynamic-imports",
    ...permissions,
    ...loadOwnCode(permissions),
    ...configFlags(config),
    ...heapFlags(maxHeapBytes),
    HOST_ENTRY,
    ...preload,
  ];
}

/** Bytes that V8 adds to its limit for objects that are young. */
const YOUNG_BYTES = 128 * 2 ** 20;

/**
 * The flag for a limit of the heap; none where V8 has that limit by itself. Deno keeps one compiled
 * form of a file, and processes of other flags throw away each other's: 30 ms at least for each.
 */
export function heapFlags(
  maxHeapBytes: number | undefined,
  own: () => number = () => v8().getHeapStatistics().heap_size_limit,
  words: readonly string[] | null = denoArguments(),
): string[] {
  if (maxHeapBytes === undefined) return [];
  const spare = own() - maxHeapBytes;
  const isOwn = spare >= 0 && spare < YOUNG_BYTES;
  // Flags of this process alone say nothing of the next one's limit.
  if (isOwn && words?.every((word) => !word.startsWith("--v8-flags"))) return [];
  return [`--v8-flags=--max-old-space-size=${Math.ceil(maxHeapBytes / 2 ** 20)}`];
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
export function ownPermissions(): string[] {
  const granted = PERMISSIONS.filter((name) => {
    // Deno's types do not know "import" as a permission to ask for; its runtime does.
    const { state, partial } = Deno.permissions.querySync({ name } as Deno.PermissionDescriptor);
    return state === "granted" && !partial;
  });
  return granted.map((name) => `--allow-${name}`);
}

/** Trunnion's own code, which a process must be able to load. */
function loadOwnCode(permissions: readonly string[]): string[] {
  if (permissions.some((flag) => /^(-A|--allow-all)$/.test(flag))) return [];
  const { read, flags } = ownCode();
  const reads = permissions.includes("--allow-read") || read.length === 0
    ? []
    : [`--allow-read=${pathList(read)}`];
  const imports = permissions.some((flag) => flag.startsWith("--allow-import")) ? [] : flags;
  return [...reads, ...imports];
}
