import { completenessOf } from "../cell/completeness.ts";
import type { Engine, EngineListener, Question } from "../engine/engine.ts";
import type { ConnectionFile } from "../messages/connection_file.ts";
import type { Json, Message } from "../messages/message.ts";
import type { CodeHelp } from "./code_help.ts";
import { cursorOfOffset, offsetOfCursor } from "./code_points.ts";
import { Comms } from "./comms.ts";
import { EngineKeeper } from "./engine_keeper.ts";
import { CellExecution, type ExecutionResult } from "./cell_execution.ts";
import { History } from "./history.ts";
import { kernelInfo } from "./kernel_info.ts";
import { type Channel, KernelSockets } from "./sockets.ts";
import { TypeCheck, type TypeMode } from "./type_check.ts";

/** What a kernel is made of. */
interface KernelOptions {
  connection: ConnectionFile;
  /** Starts an engine that tells `listener` what it shows. */
  startEngine(listener: EngineListener): Promise<Engine>;
  help: CodeHelp;
  /** What type errors do. @default {"warn"} */
  types?: TypeMode;
  /** Trunnion's version. */
  version: string;
  /** Is shown with the first cell. */
  warning?: string;
  /** Is told what went wrong outside of cells. */
  log(sentence: string): void;
  /** The kernel has been shut down. */
  onShutdown(): void;
}

/** A second interrupt of a cell within this many milliseconds restarts the engine. */
const SECOND_INTERRUPT = 3000;

/** A cell that asks what something is, as in `Map?`. */
const PAGER = /^\s*([\w$]+(?:\.[\w$]+)*)\?\s*$/;
const OK: ExecutionResult = { status: "ok" };

/** The front of the kernel: speaks with clients, and has an engine run the cells. */
export class Kernel {
  readonly #options: KernelOptions;
  readonly #sockets: KernelSockets;
  readonly #keeper: EngineKeeper;
  readonly #execution: CellExecution;
  readonly #history = new History();
  readonly #comms = new Comms();
  readonly #queue: Message[] = [];
  /** Messages of comms that the engine has not taken yet. */
  readonly #passing = new Set<Promise<void>>();
  /** The request whose cell runs. */
  #current: Message | undefined;
  /** The request that output belongs to: the current one, or the last. */
  #shown: Message | undefined;
  #pumping = false;
  #count = 0;
  #warning: string | undefined;
  #lastInterrupt = -Infinity;
  /** The last request that was interrupted. */
  #interrupted: Message | undefined;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#warning = options.warning;
    this.#keeper = new EngineKeeper(() => options.startEngine(this.#listener()));
    this.#execution = new CellExecution(this.#keeper);
    this.#sockets = new KernelSockets(
      options.connection,
      (channel, message) => this.#take(channel, message),
      options.log,
    );
    this.#sockets.publish("status", { execution_state: "starting" });
  }

  /** Interrupts the running cell; twice within three seconds, it restarts the engine. */
  async interrupt(): Promise<void> {
    const running = this.#current;
    const now = performance.now();
    const again = now - this.#lastInterrupt < SECOND_INTERRUPT;
    this.#lastInterrupt = now;
    this.#interrupted = running;
    if (running !== undefined && again) return await this.#giveUp("a second interrupt");
    const engine = await this.#keeper.ready();
    const ends = await engine.interrupt();
    if (!ends && this.#current === running && running !== undefined) {
      await this.#giveUp("an interrupt that did not help");
    }
  }

  /** Ends the engine and all that belongs to the kernel. */
  async shutdown(): Promise<void> {
    await Promise.all([this.#keeper.close(), this.#options.help.close()]);
    await this.#sockets.close();
    this.#options.onShutdown();
  }

  async #giveUp(why: string): Promise<void> {
    const text = `After ${why} the engine is started again: variables are lost.\n`;
    this.#show("stream", { name: "stderr", text });
    this.#closeComms();
    await this.#keeper.restart();
  }

  /** What cells had opened has no end there any more. */
  #closeComms(): void {
    for (const comm_id of this.#comms.clear()) {
      this.#sockets.publish("comm_close", { comm_id, data: {} });
    }
  }

  #listener(): EngineListener {
    return {
      output: (type, content, metadata, buffers) => {
        content = this.#execution.shown(type, content);
        if (type === "execute_result") content = { ...content, execution_count: this.#count };
        this.#comms.sent(type, content);
        this.#show(type, content, metadata, buffers);
      },
      lateError: (stack) => {
        const text = `${this.#execution.traceback(stack).join("\n")}\n`;
        this.#show("stream", { name: "stderr", text });
      },
      ask: (question) => this.#ask(question),
      died: (reason) => {
        this.#closeComms();
        this.#keeper.replace();
        if (this.#current !== undefined) return; // its cell says so
        const text =
          `The engine has ended: ${reason}. A new one was started; variables are lost.\n`;
        this.#show("stream", { name: "stderr", text });
      },
    };
  }

  #show(type: string, content: Json, metadata?: Json, buffers?: Uint8Array[]): void {
    if (this.#shown?.content.silent === true && type !== "comm_msg") return;
    this.#sockets.publish(type, content, { parent: this.#shown?.header, metadata, buffers });
  }

  async #ask({ prompt, password }: Question): Promise<void> {
    const request = this.#current;
    if (request !== undefined && request.content.allow_stdin !== false) {
      return this.#sockets.send("stdin", "input_request", { prompt, password }, request);
    }
    const text = "A question was left without an answer: this client takes no input.\n";
    this.#show("stream", { name: "stderr", text });
    (await this.#keeper.ready()).answer("");
  }

  #take(channel: Channel, message: Message): void {
    const { msg_type: type } = message.header;
    if (channel === "stdin") {
      if (type === "input_reply") this.#answer(String(message.content.value ?? ""));
      return;
    }
    if (type === "execute_request") {
      this.#queue.push(message);
      this.#pump();
      return;
    }
    if (/^comm_(open|msg|close)$/.test(type)) {
      this.#comms.received(type, message.content);
      const passing = this.#passComm(message)
        .catch((error) => this.#options.log(String(error)))
        .finally(() => this.#passing.delete(passing));
      this.#passing.add(passing);
      return;
    }
    this.#reply(channel, message).catch((error) => this.#options.log(String(error)));
  }

  async #answer(text: string): Promise<void> {
    (await this.#keeper.ready()).answer(text);
  }

  /** Widgets hold back what they send next until they hear that a message was taken. */
  async #passComm({ header: parent, content, metadata, buffers }: Message): Promise<void> {
    const texts = buffers.map((bytes) => bytes.toBase64());
    this.#sockets.publish("status", { execution_state: "busy" }, { parent });
    try {
      const engine = await this.#keeper.ready();
      await engine.comm({ type: parent.msg_type, content, metadata, buffers: texts });
    } finally {
      this.#tellIdle(parent);
    }
  }

  /** A request beside the cells is done. Clients take the last state told for the kernel's. */
  #tellIdle(parent: Message["header"]): void {
    this.#sockets.publish("status", { execution_state: "idle" }, { parent });
    if (this.#current === undefined) return;
    const running = this.#current.header;
    this.#sockets.publish("status", { execution_state: "busy" }, { parent: running });
  }

  async #reply(channel: Channel, message: Message): Promise<void> {
    const { msg_type: type } = message.header;
    const parent = message.header;
    if (!type.endsWith("_request")) {
      return this.#options.log(`a message of an unknown type '${type}' came on ${channel}`);
    }
    this.#sockets.publish("status", { execution_state: "busy" }, { parent });
    const content = await this.#contentFor(message);
    if (content !== undefined) {
      this.#sockets.send(channel, type.replace(/_request$/, "_reply"), content, message);
    }
    this.#tellIdle(parent);
    if (type === "shutdown_request") await this.shutdown();
  }

  async #contentFor({ header, content }: Message): Promise<Json | undefined> {
    const { help, version } = this.#options;
    const code = String(content.code ?? "");
    const offset = offsetOfCursor(code, Number(content.cursor_pos ?? code.length));
    switch (header.msg_type) {
      case "kernel_info_request":
        return kernelInfo(version);
      case "is_complete_request":
        return { ...completenessOf(code) };
      case "history_request":
        return this.#history.answer(content);
      case "comm_info_request":
        return this.#comms.info(content);
      case "interrupt_request":
        await this.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      case "complete_request": {
        const { matches, start, end } = await help.complete(code, offset);
        const [cursor_start, cursor_end] = [start, end].map((at) => cursorOfOffset(code, at));
        const experimental = matches.map((match) => ({
          ...match,
          start: cursor_start,
          end: cursor_end,
        }));
        const metadata = { _jupyter_types_experimental: experimental };
        const texts = matches.map(({ text }) => text);
        return { status: "ok", matches: texts, cursor_start, cursor_end, metadata };
      }
      case "inspect_request": {
        const text = await help.inspect(code, offset);
        const data = text === undefined ? {} : { "text/plain": text, "text/markdown": text };
        return { status: "ok", found: text !== undefined, data, metadata: {} };
      }
      default:
        return {
          status: "error",
          ename: "NotSupported",
          evalue: `This kernel has no ${header.msg_type}`,
          traceback: [],
        };
    }
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
        await this.#execute(next);
      }
    } finally {
      this.#pumping = false;
    }
  }

  async #execute(request: Message): Promise<void> {
    const { content, header: parent } = request;
    const code = String(content.code ?? "");
    const silent = content.silent === true;
    const stores = !silent && content.store_history !== false;
    this.#current = this.#shown = request;
    this.#lastInterrupt = -Infinity;
    this.#sockets.publish("status", { execution_state: "busy" }, { parent });
    if (stores) this.#history.add(++this.#count, code);
    const execution_count = this.#count;
    if (!silent) this.#sockets.publish("execute_input", { code, execution_count }, { parent });
    this.#warn();
    const asked = PAGER.exec(code)?.[1];
    // Comms reach the engine by another way than cells: what came before a cell is there in it.
    await Promise.all(this.#passing);
    const payload = asked === undefined ? [] : await this.#page(asked);
    const result = asked === undefined ? await this.#run(code, request) : OK;
    if (result.status === "error" && !silent) {
      const { ename, evalue, traceback } = result;
      this.#sockets.publish("error", { ename, evalue, traceback }, { parent });
    }
    const user_expressions = result.status === "ok"
      ? await this.#expressions(content.user_expressions)
      : {};
    const reply = { ...result, execution_count, user_expressions, payload };
    this.#current = undefined;
    this.#sockets.send("shell", "execute_reply", reply, request);
    this.#sockets.publish("status", { execution_state: "idle" }, { parent });
    if (result.status === "error" && content.stop_on_error !== false) this.#abortQueue();
  }

  async #run(code: string, request: Message): Promise<ExecutionResult> {
    if (code.trim() === "") return { status: "ok" };
    const { header: parent } = request;
    const { help, types = "warn", log } = this.#options;
    try {
      const check = types === "off"
        ? undefined
        : new TypeCheck(help.check(code), code, `[${this.#count}]`);
      if (types === "error") {
        const traceback = await check!.errors();
        const evalue = traceback[0];
        if (evalue !== undefined) return { status: "error", ename: "TypeCheck", evalue, traceback };
      }
      const result = await this.#execution.run(
        code,
        this.#count,
        () => this.#interrupted === request,
      );
      if (types === "warn") {
        const show = (text: string) =>
          this.#sockets.publish("stream", { name: "stderr", text }, { parent });
        await check!.warn(show, help.isWarm);
      }
      // What a cell declares is there even where it fails further down.
      help.ran(code);
      return result;
    } catch (error) {
      // A fault of the kernel must not end it.
      const { name: ename, message: evalue, stack } = error as Error;
      log(String(stack));
      return { status: "error", ename, evalue, traceback: String(stack).split("\n") };
    }
  }

  /** What is known of a name, for the client's pager. */
  async #page(name: string): Promise<Json[]> {
    const text = await this.#options.help.inspect(name, name.length) ??
      `Nothing is known of ${name}`;
    return [{ source: "page", data: { "text/plain": text, "text/markdown": text }, start: 0 }];
  }

  async #expressions(wanted: unknown): Promise<Json> {
    if (typeof wanted !== "object" || wanted === null || Object.keys(wanted).length === 0) {
      return {};
    }
    return await (await this.#keeper.ready()).evaluate(wanted as Record<string, string>);
  }

  #warn(): void {
    if (this.#warning === undefined) return;
    this.#show("stream", { name: "stderr", text: `${this.#warning}\n` });
    this.#warning = undefined;
  }

  /** Cells that were sent before an error are not run. */
  #abortQueue(): void {
    for (const request of this.#queue.splice(0)) {
      const parent = request.header;
      this.#sockets.publish("status", { execution_state: "busy" }, { parent });
      const content = { status: "aborted", execution_count: this.#count };
      this.#sockets.send("shell", "execute_reply", content, request);
      this.#sockets.publish("status", { execution_state: "idle" }, { parent });
    }
  }
}
