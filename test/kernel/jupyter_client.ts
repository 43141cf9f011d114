/** A client of any Jupyter kernel. */
import type { ConnectionFile } from "../../kernel/messages/connection_file.ts";
import type { Json, Message } from "../../kernel/messages/message.ts";
import { MessageMaker } from "../../kernel/messages/message_maker.ts";
import { Signer } from "../../kernel/messages/signature.ts";
import { decodeMessageParts, encodeMessageParts } from "../../kernel/messages/wire.ts";
import { Dealer } from "../../kernel/zmtp/dealer.ts";
import { Subscriber } from "../../kernel/zmtp/subscriber.ts";

/** What came of a request: all that was shown until the kernel was idle, and the reply. */
export interface Answer {
  outputs: { type: string; content: Json }[];
  reply: Json;
}

interface Pending {
  outputs: Answer["outputs"];
  reply?: Json;
  idle: boolean;
  done: PromiseWithResolvers<Answer>;
}

/** Sends requests to a kernel, and collects what it shows and answers. */
export class JupyterClient {
  /** Messages of iopub that belong to no request that waits. */
  readonly late: { type: string; content: Json }[] = [];
  /** Is asked what a cell asks. */
  onQuestion: (content: Json) => string | undefined = () => undefined;
  readonly #signer: Signer;
  readonly #maker = new MessageMaker("client");
  readonly #pending = new Map<string, Pending>();
  readonly #stop = new AbortController();
  #watchers: (() => void)[] = [];
  #sockets!: { shell: Dealer; control: Dealer; stdin: Dealer; iopub: Subscriber };
  #heard = false;

  private constructor(key: string) {
    this.#signer = new Signer(key);
  }

  /** Connects to a kernel that starts, and waits until it is heard. */
  static async connect(connection: ConnectionFile): Promise<JupyterClient> {
    const client = new JupyterClient(connection.key);
    await client.#connect(connection);
    return client;
  }

  execute(code: string, fields: Json = {}): Promise<Answer> {
    return this.ask("execute_request", { code, allow_stdin: true, ...fields });
  }

  ask(type: string, content: Json, channel: "shell" | "control" = "shell"): Promise<Answer> {
    const request = this.#maker.make(type, content);
    const done = Promise.withResolvers<Answer>();
    this.#pending.set(request.header.msg_id, { outputs: [], idle: false, done });
    this.#sockets[channel].send(encodeMessageParts(request, this.#signer));
    return done.promise;
  }

  /** Sends what is not answered. */
  tell(type: string, content: Json): void {
    this.#sockets.shell.send(encodeMessageParts(this.#maker.make(type, content), this.#signer));
  }

  /** Sends what is not answered, and waits until the kernel is idle after it. */
  tellAndWait(type: string, content: Json, buffers: Uint8Array[] = []): Promise<Answer> {
    const message = this.#maker.make(type, content, { buffers });
    const done = Promise.withResolvers<Answer>();
    const pending = { outputs: [], idle: false, reply: {}, done };
    this.#pending.set(message.header.msg_id, pending);
    this.#sockets.shell.send(encodeMessageParts(message, this.#signer));
    return done.promise;
  }

  interrupt(): Promise<Answer> {
    return this.ask("interrupt_request", {}, "control");
  }

  /** Waits until something shown fits. */
  async until(fits: (type: string, content: Json) => boolean): Promise<void> {
    const all = () => [...this.#pending.values()].flatMap(({ outputs }) => outputs);
    while (![...this.late, ...all()].some(({ type, content }) => fits(type, content))) {
      await new Promise<void>((done) => this.#watchers.push(done));
    }
  }

  /** Leaves the kernel to itself. */
  disconnect(): void {
    this.#stop.abort();
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  async #connect(connection: ConnectionFile): Promise<void> {
    const at = (port: number) => ({
      hostname: connection.ip,
      port,
      signal: this.#stop.signal,
      identity: "client",
    });
    const [shell, control, stdin, iopub] = await Promise.all([
      Dealer.connect(at(connection.shell_port)),
      Dealer.connect(at(connection.control_port)),
      Dealer.connect(at(connection.stdin_port)),
      Subscriber.connect(at(connection.iopub_port)),
    ]);
    this.#sockets = { shell, control, stdin, iopub };
    const decode = (parts: Uint8Array[]) => decodeMessageParts(parts, this.#signer);
    iopub.receiveAll((parts) => this.#shown(decode(parts)));
    for (const socket of [shell, control]) {
      socket.receiveAll((parts) => {
        const { parent, content } = decode(parts);
        const pending = this.#pending.get(parent.msg_id!);
        if (pending) pending.reply = content;
        this.#settle(parent.msg_id!);
      });
    }
    stdin.receiveAll((parts) => {
      const { content } = decode(parts);
      const value = this.onQuestion(content);
      if (value === undefined) return;
      const reply = this.#maker.make("input_reply", { value });
      stdin.send(encodeMessageParts(reply, this.#signer));
    });
    // What is said before the subscription has arrived is not heard.
    const heard = this.until(() => this.#heard);
    while (!this.#heard) {
      this.tell("kernel_info_request", {});
      await Promise.race([heard, new Promise((done) => setTimeout(done, 20))]);
    }
  }

  #shown({ header, parent, content }: Message): void {
    this.#heard = true;
    const pending = this.#pending.get(parent.msg_id ?? "");
    const type = header.msg_type;
    if (type === "status") {
      if (pending && content.execution_state === "idle") {
        pending.idle = true;
        this.#settle(parent.msg_id!);
      }
    } else if (type !== "execute_input") (pending?.outputs ?? this.late).push({ type, content });
    for (const watcher of this.#watchers.splice(0)) watcher();
  }

  #settle(id: string): void {
    const pending = this.#pending.get(id);
    if (!pending?.idle || pending.reply === undefined) return;
    this.#pending.delete(id);
    pending.done.resolve({ outputs: pending.outputs, reply: pending.reply });
  }
}

/** What was written to a stream. */
export function streamText({ outputs }: Answer, name = "stdout"): string {
  return outputs.filter(({ type, content }) => type === "stream" && content.name === name)
    .map(({ content }) => content.text).join("");
}

/** The text of a cell's value. */
export function valueText({ outputs }: Answer): unknown {
  const [value] = outputs.filter(({ type }) => type === "execute_result");
  return (value?.content.data as Json | undefined)?.["text/plain"];
}
