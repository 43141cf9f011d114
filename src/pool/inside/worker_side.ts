/** The worker's half of the protocol: boots a handler and takes batches. @module */
import { Breath } from "../../base/breath.ts";
import { limitText } from "../../base/limit_text.ts";
import { toErrorRow } from "../../flow/record/error_row.ts";
import type { LogLevel } from "../../flow/job.ts";
import { RunEnding, WorkerBootError } from "../errors.ts";
import { type Faultable, orFault, turn } from "./or_fault.ts";
import { Outbox } from "./outbox.ts";
import { preload } from "./preload.ts";
import type {
  Batch,
  BatchItem,
  BootConfig,
  BootReply,
  WorkerCalls,
  WorkerCommand,
} from "../channel/protocol.ts";
import { PulseWriter, type TimeLimit } from "../channel/pulse.ts";
import { type Handler, makeHandler, type WorkKinds } from "../channel/handler.ts";
import { fromBytes } from "../channel/wire.ts";
import { catchUnhandled, forwardConsole, leaveByHost, refuseExit } from "./worker_guards.ts";

/** Taken before a task can change it. */
const now = performance.now.bind(performance);
/** The lines of an item's log that go with its error. */
const MAX_LOG_LINES = 200;

/** Characters of one line. */
const MAX_LINE = 100_000;

/** One item in work. */
interface Current extends Faultable {
  readonly index: number;
  readonly logs: string[];
  /** The latest limit of its tasks. */
  limit: TimeLimit | null;
}

/** Serves one worker. Create it once, at the worker's top level. */
export class WorkerSide implements WorkerCalls {
  readonly #outbox: Outbox;
  #worker = 0;
  #kinds: WorkKinds = {};
  readonly #handlers = new Map<string, Handler>();
  #shared: { id: number; value: unknown } = { id: -1, value: undefined };
  #current: Current | null = null;
  #controller = new AbortController();
  #stopped = false;
  #pulse: PulseWriter | null = null;
  /** Ends with the batch in work. */
  #work: Promise<void> = Promise.resolve();
  readonly #leave: (code: number) => void;

  /**
   * @param post sends messages to the thread that owns the worker
   * @param leave asks it to end the process
   */
  constructor(
    post: (messages: Uint8Array<ArrayBuffer>) => void,
    leave: (code: number) => void,
  ) {
    this.#outbox = new Outbox(post);
    this.#leave = leave;
    forwardConsole((level, message) => this.#log(level, message, true));
    catchUnhandled((error) => this.#fault(error));
  }

  async boot(
    { worker, kinds, exits }: BootConfig,
    pulse: SharedArrayBuffer,
  ): Promise<BootReply> {
    this.#worker = worker;
    this.#pulse = new PulseWriter(pulse);
    if (exits === "refuse") refuseExit();
    else {
      leaveByHost((code) => {
        this.#outbox.flush();
        this.#leave(code);
      });
    }
    try {
      this.#kinds = fromBytes(kinds) as WorkKinds; // as the pool made them
      await this.#handlerOf(Object.keys(this.#kinds)[0]);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: toErrorRow(error) };
    } finally {
      this.#outbox.flush();
    }
  }

  runBatch(batch: Batch): Promise<void> {
    return this.#work = this.#runBatch(batch);
  }

  async #runBatch({ kind, items, shared }: Batch): Promise<void> {
    if (shared.bytes !== undefined) {
      this.#shared = { id: shared.id, value: fromBytes(shared.bytes) };
    }
    this.#controller = new AbortController();
    this.#stopped = false;
    const breath = new Breath();
    const batch = fromBytes(items) as BatchItem[]; // as the pool made them
    let handler: Handler;
    try {
      handler = this.#handlers.get(kind) ?? await this.#handlerOf(kind);
    } catch (error) {
      return this.#refuse(batch, error);
    }
    for (const item of batch) {
      if (this.#stopped) break;
      await this.#runItem(handler, item);
      if (breath.due()) await breath.take();
    }
    this.#outbox.flush();
  }

  async onCommand(command: WorkerCommand): Promise<void> {
    const { kind } = command;
    if (kind === "stop") this.#stopped = true;
    else if (kind === "preload") await preload(command.modules, () => this.#work);
    else if (kind === "cancel") {
      this.#stopped = true;
      this.#outbox.push({ kind: "heard" });
      this.#outbox.flush();
      this.#controller.abort(new DOMException("The run was cancelled", "AbortError"));
    } else {
      try {
        for (const handler of this.#handlers.values()) await handler.close?.();
      } catch (error) {
        this.#log("WARNING", `Closing a worker failed: ${toErrorRow(error).message}`, false);
      }
      this.#outbox.push({ kind: "closed" });
      this.#outbox.flush();
    }
  }

  async #handlerOf(kind: string): Promise<Handler> {
    const handler = await makeHandler(this.#kinds[kind]);
    this.#handlers.set(kind, handler);
    return handler;
  }

  /** Says that this worker can do no work of the kind, which ends the run. */
  #refuse(batch: readonly BatchItem[], cause: unknown): void {
    const message = `A worker could not start: ${toErrorRow(cause).message}`;
    const error = toErrorRow(new WorkerBootError(message, { cause }));
    for (const { index } of batch) {
      this.#outbox.push({ kind: "failed", index, error, logs: [], durationMs: 0, unfit: true });
    }
    this.#outbox.flush();
  }

  async #runItem(handler: Handler, { index, payload }: BatchItem): Promise<void> {
    const current: Current = { index, logs: [], limit: null, reject: null };
    this.#current = current;
    this.#pulse!.set(index, null);
    const start = now();
    try {
      const work = handler.run(payload, this.#shared.value, {
        index,
        worker: this.#worker,
        signal: this.#controller.signal,
        log: (level, message) => this.#log(level, message, false),
        limit: (limit) => {
          if (this.#current !== current) return; // what goes on after its item's end is no news
          current.limit = limit ?? current.limit;
          this.#pulse!.set(index, limit);
        },
      });
      const value = await orFault(work, current);
      this.#holdLimit(current);
      this.#outbox.push({ kind: "done", index, value, durationMs: now() - start });
    } catch (thrown) {
      const durationMs = now() - start;
      await turn(); // what it has left undone must not be blamed on the next item
      this.#holdLimit(current);
      const { logs } = current;
      const unfit = thrown instanceof RunEnding;
      this.#outbox.push({
        kind: "failed",
        index,
        error: toErrorRow(thrown),
        logs,
        durationMs,
        unfit,
      });
    } finally {
      this.#current = null;
      this.#pulse!.rest();
      const bytes = handler.peakBytes?.() ?? null;
      if (bytes !== null) this.#outbox.push({ kind: "memory", bytes });
    }
  }

  /** A reply that is made of getters and proxies may take for ever, as a task may. */
  #holdLimit({ index, limit }: Current): void {
    if (limit !== null) this.#pulse!.set(index, limit);
    else this.#pulse!.rest(); // what is left is this side's own, and short
  }

  #fault(error: unknown): void {
    if (this.#current?.reject) this.#current.reject(error);
    else this.#log("ERROR", `After a task had ended: ${toErrorRow(error).message}`, false);
  }

  #log(level: LogLevel, line: string, printed: boolean): void {
    const message = limitText(line, MAX_LINE);
    const logs = this.#current?.logs;
    if (logs !== undefined) {
      if (logs.length === MAX_LOG_LINES) logs.shift();
      logs.push(message);
    }
    const index = this.#current?.index ?? null;
    this.#outbox.push({ kind: "log", worker: this.#worker, index, level, message, printed });
  }
}
