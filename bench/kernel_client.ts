/** A client of any Jupyter kernel, for the bench of kernels. @module */
import type { ConnectionFile } from "../kernel/messages/connection_file.ts";
import { MessageMaker } from "../kernel/messages/message_maker.ts";
import { Signer } from "../kernel/messages/signature.ts";
import { decodeMessageParts, encodeMessageParts } from "../kernel/messages/wire.ts";
import { Dealer } from "../kernel/zmtp/dealer.ts";
import { Subscriber } from "../kernel/zmtp/subscriber.ts";

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

interface Pending {
  outputs: number;
  idle: boolean;
  replied: boolean;
  done: PromiseWithResolvers<number>;
}

/** A kernel that was started, and a client that has heard of it. */
export class BenchedKernel {
  readonly #child: Deno.ChildProcess;
  readonly #signer = new Signer("bench");
  readonly #maker = new MessageMaker("bench");
  readonly #pending = new Map<string, Pending>();
  #shell!: Dealer;
  #heard = false;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
  }

  /** Starts a kernel and waits for its first answer; `{connection_file}` stands in `argv`. */
  static async start(argv: readonly string[], env: Record<string, string>): Promise<BenchedKernel> {
    const held = PORTS.map(() => Deno.listen({ hostname: "127.0.0.1", port: 0 }));
    const ports = held.map((one) => (one.addr as Deno.NetAddr).port);
    for (const one of held) one.close();
    const connection = {
      transport: "tcp",
      ip: "127.0.0.1",
      key: "bench",
      signature_scheme: "hmac-sha256",
      ...Object.fromEntries(PORTS.map((name, i) => [name, ports[i]])),
    } as unknown as ConnectionFile;
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
    const kernel = new BenchedKernel(child);
    await kernel.#connect(connection);
    await Deno.remove(file);
    return kernel;
  }

  /** Runs a cell; the number of its outputs that came before it was done. */
  run(code: string): Promise<number> {
    const fields = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    return this.#ask("execute_request", { code, ...fields, stop_on_error: true });
  }

  async complete(code: string): Promise<void> {
    await this.#ask("complete_request", { code, cursor_pos: code.length });
  }

  /** Memory of the kernel and all that it has started, in MB: what each has of its own. */
  memory(): number {
    return family(this.#child.pid).reduce((sum, pid) => sum + ownMemory(pid), 0);
  }

  async close(): Promise<void> {
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

  #ask(type: string, content: Record<string, unknown>): Promise<number> {
    const request = this.#maker.make(type, content);
    const done = Promise.withResolvers<number>();
    const pending = { outputs: 0, idle: false, replied: false, done };
    this.#pending.set(request.header.msg_id, pending);
    this.#shell.send(encodeMessageParts(request, this.#signer));
    return done.promise;
  }

  async #connect(connection: ConnectionFile): Promise<void> {
    const { signal } = new AbortController();
    const at = (port: number) => ({ hostname: connection.ip, port, signal });
    const iopub = await Subscriber.connect(at(connection.iopub_port));
    this.#shell = await Dealer.connect(at(connection.shell_port));
    iopub.receiveAll((parts) => {
      this.#heard = true;
      const { header, parent, content } = decodeMessageParts(parts, this.#signer);
      const pending = this.#pending.get(parent.msg_id ?? "");
      if (pending === undefined) return;
      if (header.msg_type !== "status") {
        pending.outputs += header.msg_type === "execute_input" ? 0 : 1;
      } else if (content.execution_state === "idle") pending.idle = true;
      this.#settle(parent.msg_id!);
    });
    this.#shell.receiveAll((parts) => {
      const { parent } = decodeMessageParts(parts, this.#signer);
      const pending = this.#pending.get(parent.msg_id ?? "");
      if (pending) pending.replied = true;
      this.#settle(parent.msg_id!);
    });
    // Until a subscription has arrived, nothing is heard of what is sent.
    while (!this.#heard) {
      this.#ask("kernel_info_request", {});
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  #settle(id: string): void {
    const pending = this.#pending.get(id);
    if (!pending?.idle || !pending.replied) return;
    this.#pending.delete(id);
    pending.done.resolve(pending.outputs);
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
