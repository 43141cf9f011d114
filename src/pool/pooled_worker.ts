/** The pool's half of the protocol: one Web Worker. @module */
import { wrap } from "comlink";
import { RemoteError } from "../flow/error_row.ts";
import { WorkerBootError, WorkerCrash } from "./errors.ts";
import type {
  Batch,
  BatchItem,
  BootConfig,
  HostMessage,
  LogMessage,
  WorkerCalls,
  WorkerMessage,
} from "./protocol.ts";

/** A worker's answer to one item. */
export type ItemMessage = Extract<WorkerMessage, { kind: "done" | "failed" }>;

/** One worker and what it is doing. */
export class PooledWorker {
  readonly number: number;
  readonly #worker: Worker;
  readonly #calls: WorkerCalls;
  readonly #onLog: (line: LogMessage) => void;
  /** Rejects when the worker is no more: no comlink call settles after that. */
  readonly #end = Promise.withResolvers<never>();
  readonly #closed = Promise.withResolvers<void>();
  #onItem: ((message: ItemMessage) => void) | null = null;
  #sharedId = -1;
  #alive = true;

  constructor(number: number, onLog: (line: LogMessage) => void) {
    this.number = number;
    this.#onLog = onLog;
    this.#end.promise.catch(() => {});
    this.#worker = new Worker(new URL("./worker_entry.ts", import.meta.url), {
      type: "module",
      name: `trunnion worker ${number}`,
    });
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault(); // else it ends this process too
      this.#crash(event.message);
    });
    this.#worker.addEventListener("messageerror", () => {
      this.#crash("a message of it could not be read");
    });
    this.#worker.addEventListener("message", (event) => {
      // Comlink's own answers come over the same line; ours are lists.
      if (Array.isArray(event.data)) { for (const message of event.data) this.#receive(message); }
    });
    // wrap() adds its type for members that are no functions; both calls are functions.
    this.#calls = wrap<WorkerCalls>(this.#worker);
  }

  /** Whether the worker can take items. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Starts the runner.
   *
   * @throws WorkerBootError for whatever keeps it from starting, or when the time is over
   */
  async boot(config: Omit<BootConfig, "worker">, timeoutMs: number): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const seconds = timeoutMs / 1000;
      late.reject(
        new Error(`it did not start within ${seconds} s: does its module wait for ever?`),
      );
    }, timeoutMs);
    try {
      const boot = this.#calls.boot({ ...config, worker: this.number });
      const reply = await Promise.race([boot, this.#end.promise, late.promise]);
      if (!reply.ok) throw new RemoteError(reply.error);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new WorkerBootError(`A worker could not start: ${message}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Gives the worker items.
   *
   * @throws WorkerCrash when the worker ends before all are answered
   */
  async runBatch(
    items: readonly BatchItem[],
    shared: { id: number; value: unknown },
    onItem: (message: ItemMessage) => void,
  ): Promise<void> {
    this.#onItem = onItem;
    const batch: Batch = {
      items,
      shared: shared.id === this.#sharedId ? { id: shared.id } : shared,
    };
    this.#sharedId = shared.id;
    try {
      await Promise.race([this.#calls.runBatch(batch), this.#end.promise]);
    } finally {
      this.#onItem = null;
    }
  }

  /** Asks the worker to take no further item and to abort the one in work. */
  cancel(): void {
    this.#send({ kind: "cancel" });
  }

  /** Lets the runner close what it has opened, for at most `graceMs`, and ends the worker. */
  async close(graceMs: number): Promise<void> {
    this.#send({ kind: "close" });
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, graceMs);
    await Promise.race([this.#closed.promise, this.#end.promise.catch(() => {}), late.promise]);
    clearTimeout(timer);
    this.kill("it was closed");
  }

  /** Ends the worker as it is. A busy one goes on unseen: Deno cannot stop it. */
  kill(reason: string): void {
    this.#worker.terminate();
    this.#crash(reason);
  }

  #send(message: HostMessage): void {
    this.#worker.postMessage(message);
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === "log") this.#onLog(message);
    else if (message.kind === "closed") this.#closed.resolve();
    else if (message.kind !== "started") this.#onItem?.(message);
  }

  #crash(reason: string): void {
    const { number } = this;
    this.#alive = false;
    this.#end.reject(
      new WorkerCrash(`Worker ${number} ended in the middle of its work: ${reason}`, {
        data: { worker: number },
      }),
    );
  }
}
