/** A kernel of any kind as a process, for the bench of kernels. @module */
import { freeConnection } from "../kernel/engine/free_connection.ts";
import { JupyterClient } from "../test/kernel/jupyter_client.ts";

/** A kernel that was started, and a client that has heard of it. */
export class BenchedKernel {
  readonly #child: Deno.ChildProcess;
  readonly #client: JupyterClient;

  private constructor(child: Deno.ChildProcess, client: JupyterClient) {
    this.#child = child;
    this.#client = client;
  }

  /** Starts a kernel and waits for its first answer; `{connection_file}` stands in `argv`. */
  static async start(argv: readonly string[], env: Record<string, string>): Promise<BenchedKernel> {
    const connection = freeConnection();
    const file = await Deno.makeTempFile({ suffix: ".json" });
    await Deno.writeTextFile(file, JSON.stringify(connection));
    const [program, ...args] = argv.map((word) => word === "{connection_file}" ? file : word);
    const child = new Deno.Command(program, {
      args,
      env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const client = await JupyterClient.connect(connection);
    await Deno.remove(file);
    return new BenchedKernel(child, client);
  }

  /** Runs a cell; the number of its outputs that came before it was done. */
  async run(code: string): Promise<number> {
    const fields = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const { outputs } = await this.#client.execute(code, { ...fields, stop_on_error: true });
    return outputs.length;
  }

  async complete(code: string): Promise<void> {
    await this.#client.ask("complete_request", { code, cursor_pos: code.length });
  }

  /** Memory of the kernel and all that it has started, in MB: what each has of its own. */
  memory(): number {
    return family(this.#child.pid).reduce((sum, pid) => sum + ownMemory(pid), 0);
  }

  async close(): Promise<void> {
    this.#client.disconnect();
    const all = family(this.#child.pid);
    for (const pid of all) {
      try {
        Deno.kill(pid, "SIGKILL");
      } catch {
        // It has ended with its parent.
      }
    }
    await this.#child.status;
  }
}

/** A process and all that it has started. */
function family(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = Deno.readTextFileSync(`/proc/${name}/stat`);
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It has ended.
    }
  }
  const below = (one: number): number[] => {
    const children = [...parents].filter(([, parent]) => parent === one).map(([child]) => child);
    return [one, ...children.flatMap(below)];
  };
  return below(pid);
}

/** Shared pages count in parts, as they are shared. */
function ownMemory(pid: number): number {
  try {
    const text = Deno.readTextFileSync(`/proc/${pid}/smaps_rollup`);
    return Number(/^Pss:\s+(\d+)/m.exec(text)![1]) / 1024;
  } catch {
    return 0;
  }
}
