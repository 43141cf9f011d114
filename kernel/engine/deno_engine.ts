import type { Message } from "../messages/message.ts";
import { MessageMaker } from "../messages/message_maker.ts";
import { Signer } from "../messages/signature.ts";
import { decodeMessageParts, encodeMessageParts } from "../messages/wire.ts";
import { Dealer } from "../zmtp/dealer.ts";
import { Subscriber } from "../zmtp/subscriber.ts";
import { cpuTime } from "./cpu_time.ts";
import { type DenoProcess, startDeno } from "./deno_process.ts";
import type { CellOutcome, Engine, EngineCell, EngineListener } from "./engine.ts";
import { EngineError } from "./engine_error.ts";
import { HIDDEN, NO_ANSWER } from "./inside/asking.ts";
import { CELL_END, COMM_END, EXPRESSIONS_END, LATE_ERROR, PONG } from "./inside/end_types.ts";
import type { ShownError } from "./inside/end_error.ts";
import type { ModuleOptions } from "../imports/module_options.ts";
import { standInProject } from "../imports/stand_in_project.ts";
import { showRawOutput } from "./raw_output.ts";

/** How to start an engine. */
export interface DenoEngineOptions {
  /** The program of Deno. */
  program: string;
  modules: ModuleOptions;
  listener: EngineListener;
  /**
   * Its process, where that has been started already.
   *
   * @default {a new one}
   */
  process?: Promise<DenoProcess>;
}

/** How long an engine that does not compute takes to answer, in milliseconds; far less, mostly. */
const PONG_TIMEOUT = 250;
/** How long an interrupted engine may give no sign, in milliseconds, before it is given up. */
const GIVE_UP = 5000;
/** Milliseconds of computing within {@linkcode PONG_TIMEOUT} that prove an engine busy. */
const BUSY = 20;
/** What of the engine's own messages is not output. */
const NOT_OUTPUT = new Set(["status", "execute_input"]);

interface Running {
  id: number;
  interrupted: boolean;
  end: PromiseWithResolvers<{ error?: ShownError } | undefined>;
}

/** `deno jupyter` as an engine. */
export class DenoEngine implements Engine {
  readonly #process: DenoProcess;
  readonly #listener: EngineListener;
  readonly #signer: Signer;
  readonly #maker = new MessageMaker();
  readonly #commands: WritableStreamDefaultWriter<Uint8Array>;
  readonly #declared = new Set<string>();
  readonly #replies = new Map<string, PromiseWithResolvers<Message>>();
  readonly #pongs = new Map<number, () => void>();
  readonly #comms = new Map<number, () => void>();
  readonly #ended = Promise.withResolvers<string>();
  #sockets!: { shell: Dealer; control: Dealer; stdin: Dealer; iopub: Subscriber };
  #running: Running | undefined;
  #values = Promise.withResolvers<Record<string, unknown>>();
  #question: Message | undefined;
  #pings = 0;
  #commCount = 0;
  #closing = false;

  private constructor(process: DenoProcess, listener: EngineListener) {
    this.#process = process;
    this.#listener = listener;
    this.#signer = new Signer(process.connection.key);
    this.#commands = process.child.stdin.getWriter();
    const show = (name: string) => (text: string) =>
      listener.output("stream", { name, text }, {}, []);
    showRawOutput(process.child.stdout, show("stdout"));
    showRawOutput(process.child.stderr, show("stderr"));
    process.child.status.then(({ code, signal }) => this.#die(wordsFor(code, signal)));
  }

  /**
   * Starts an engine that is ready for cells.
   *
   * @throws {Error} where Deno does not start, or not as an engine
   */
  static async start(options: DenoEngineOptions): Promise<DenoEngine> {
    const { program, modules } = options;
    const process = await (options.process ?? startDeno(program, standInProject(modules)));
    const engine = new DenoEngine(process, options.listener);
    try {
      await engine.#connect();
      await engine.#prepare(modules);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    } finally {
      await process.removeFiles();
    }
  }

  async run(cell: EngineCell): Promise<CellOutcome> {
    const fresh = cell.names.filter((name) => !this.#declared.has(name));
    const setters = cell.functions.map((name) => `(v)=>{${name}=v}`);
    const words = [cell.id, cell.file, cell.script].map((word) => JSON.stringify(word));
    const code = `${fresh.length > 0 ? `let ${fresh.join(",")};` : ""}` +
      `await __trunnion.run(${words.join()},[${setters.join()}]);void 0`;
    const running: Running = {
      id: cell.id,
      interrupted: false,
      end: Promise.withResolvers(),
    };
    this.#running = running;
    const finished = this.#runCode(code, running);
    const outcome = await Promise.race([finished, this.#ended.promise.then(diedBy)]);
    if (outcome.status !== "died") { for (const name of fresh) this.#declared.add(name); }
    this.#running = undefined;
    return outcome;
  }

  async evaluate(expressions: Record<string, string>): Promise<Record<string, unknown>> {
    this.#values = Promise.withResolvers();
    this.#request(`await __trunnion.evaluate(${JSON.stringify(expressions)});void 0`);
    return await Promise.race([this.#values.promise, this.#ended.promise.then(() => ({}))]);
  }

  async interrupt(): Promise<boolean> {
    if (this.#running !== undefined) this.#running.interrupted = true;
    if (this.#question !== undefined) this.answer(undefined);
    this.#command({ interrupt: this.#running?.id ?? -1 });
    const running = this.#running;
    const { pid } = this.#process.child;
    const deadline = performance.now() + GIVE_UP;
    while (performance.now() < deadline) {
      const before = cpuTime(pid);
      if (await this.#answersPing()) return true;
      if (this.#running !== running || this.#closing) return true;
      // It is told to stop only where it computes: that would wedge an engine that waits.
      const after = cpuTime(pid);
      if (before !== undefined && after !== undefined && after - before < BUSY) continue;
      const request = this.#maker.make("interrupt_request", {});
      this.#sockets.control.send(encodeMessageParts(request, this.#signer));
    }
    return await this.#answersPing();
  }

  answer(text: string | undefined): void {
    const question = this.#question;
    if (question === undefined) return;
    this.#question = undefined;
    const value = text ?? NO_ANSWER;
    const reply = this.#maker.make("input_reply", { value, status: "ok" }, {
      parent: question.header,
    });
    this.#sockets.stdin.send(encodeMessageParts(reply, this.#signer));
  }

  async comm(message: Record<string, unknown>): Promise<void> {
    const id = ++this.#commCount;
    const taken = new Promise<void>((done) => this.#comms.set(id, done));
    this.#command({ comm: message, id });
    await Promise.race([taken, this.#ended.promise]);
    this.#comms.delete(id);
  }

  async close(): Promise<void> {
    this.#closing = true;
    try {
      this.#process.child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
    await this.#process.child.status;
  }

  async #connect(): Promise<void> {
    const { connection } = this.#process;
    const stop = new AbortController();
    this.#ended.promise.then((reason) => stop.abort(new Error(reason)));
    // One name on all sockets: questions are sent to who has sent the cell.
    const identity = crypto.randomUUID();
    const at = (port: number) => ({
      hostname: connection.ip,
      port,
      signal: stop.signal,
      identity,
    });
    const [shell, control, stdin, iopub] = await Promise.all([
      Dealer.connect(at(connection.shell_port)),
      Dealer.connect(at(connection.control_port)),
      Dealer.connect(at(connection.stdin_port)),
      Subscriber.connect(at(connection.iopub_port)),
    ]);
    this.#sockets = { shell, control, stdin, iopub };
    shell.receiveAll((parts) => this.#takeReply(this.#decode(parts)));
    control.receiveAll(() => {});
    stdin.receiveAll((parts) => this.#takeQuestion(this.#decode(parts)));
    iopub.receiveAll((parts) => this.#takeOutput(this.#decode(parts)));
  }

  /** Loads what lies in `inside/`, and waits until what it broadcasts arrives. */
  async #prepare(modules: ModuleOptions): Promise<void> {
    const inside = JSON.stringify(new URL("./inside/main.ts", import.meta.url).href);
    const code = `(await import(${inside})).install(${JSON.stringify(modules)});void 0`;
    const ended = this.#ended.promise.then((reason) => {
      throw new EngineError(`The engine has ended while it started: ${reason}`, {
        data: { reason },
      });
    });
    const reply = await Promise.race([this.#request(code), ended]);
    if (reply.content.status !== "ok") {
      const { ename, evalue } = reply.content;
      throw new EngineError(`The engine could not be prepared: ${ename}: ${evalue}`, {
        data: { ename, evalue },
      });
    }
    // A subscription takes a moment to arrive; what is sent before is lost.
    while (!await Promise.race([this.#answersPing(20), ended]));
  }

  async #runCode(code: string, running: Running): Promise<CellOutcome> {
    const ended = running.end.promise;
    const replied = this.#request(code);
    const first = await Promise.race([ended.then(() => undefined), replied]);
    if (first !== undefined && first.content.status !== "ok") {
      // It was stopped in the middle, or could not begin: it has not said that it ended.
      await this.#request(`__trunnion.end(${running.id})`);
      const end = await ended;
      return { status: "error", error: end?.error ?? errorOfReply(first, running.interrupted) };
    }
    const end = await ended;
    return end?.error === undefined ? { status: "ok" } : { status: "error", error: end.error };
  }

  /** Has the engine run code of ours; what it replies. */
  #request(code: string): Promise<Message> {
    const request = this.#maker.make("execute_request", {
      code,
      silent: true,
      store_history: false,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: false,
    });
    const reply = Promise.withResolvers<Message>();
    this.#replies.set(request.header.msg_id, reply);
    this.#sockets.shell.send(encodeMessageParts(request, this.#signer));
    return reply.promise;
  }

  async #answersPing(timeout = PONG_TIMEOUT): Promise<boolean> {
    const id = ++this.#pings;
    let timer;
    const answered = new Promise<boolean>((resolve) => {
      this.#pongs.set(id, () => resolve(true));
      timer = setTimeout(() => resolve(false), timeout);
    });
    this.#command({ ping: id });
    const result = await answered;
    clearTimeout(timer);
    this.#pongs.delete(id);
    return result;
  }

  #command(command: Record<string, unknown>): void {
    const line = new TextEncoder().encode(`${JSON.stringify(command)}\n`);
    this.#commands.write(line).catch(() => {});
  }

  #decode(parts: Uint8Array[]): Message {
    return decodeMessageParts(parts, this.#signer);
  }

  #takeReply(message: Message): void {
    const id = message.parent.msg_id ?? "";
    this.#replies.get(id)?.resolve(message);
    this.#replies.delete(id);
  }

  #takeQuestion(message: Message): void {
    this.#question = message;
    const prompt = String(message.content.prompt ?? "");
    const password = prompt.startsWith(HIDDEN) || message.content.password === true;
    if (this.#running?.interrupted) return this.answer(undefined);
    this.#listener.ask({ prompt: prompt.replace(HIDDEN, ""), password });
  }

  #takeOutput({ header, content, metadata, buffers }: Message): void {
    const type = header.msg_type;
    if (NOT_OUTPUT.has(type)) return;
    if (type === CELL_END) {
      if (content.id === this.#running?.id) this.#running?.end.resolve(content);
    } else if (type === PONG) this.#pongs.get(content.id as number)?.();
    else if (type === COMM_END) this.#comms.get(content.id as number)?.();
    else if (type === LATE_ERROR) this.#listener.lateError(String(content.stack));
    else if (type === EXPRESSIONS_END) this.#values.resolve(content.values as never);
    else this.#listener.output(type, content, metadata, buffers);
  }

  #die(reason: string): void {
    this.#ended.resolve(reason);
    if (!this.#closing) this.#listener.died(reason);
  }
}

function diedBy(reason: string): CellOutcome {
  return { status: "died", reason };
}

function wordsFor(code: number, signal: Deno.Signal | null): string {
  if (signal === "SIGKILL") return "it was killed (SIGKILL), perhaps as memory was short";
  if (signal === "SIGABRT" || signal === "SIGTRAP" || code === 133 || code === 134) {
    return "it ran out of memory or crashed";
  }
  return signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`;
}

function errorOfReply(reply: Message, interrupted: boolean): ShownError {
  if (interrupted) {
    const evalue = "The cell was interrupted";
    return { ename: "KeyboardInterrupt", evalue, stack: `KeyboardInterrupt: ${evalue}` };
  }
  const ename = String(reply.content.ename ?? "Error");
  const evalue = String(reply.content.evalue ?? "");
  const traceback = (reply.content.traceback as string[] | undefined) ?? [];
  return { ename, evalue, stack: traceback.join("\n") || `${ename}: ${evalue}` };
}
