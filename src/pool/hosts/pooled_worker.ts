/** What a pool needs of a worker, wherever that is. @module */
import { startTimer } from "../../flow/policy/time_limit.ts";
import { messageOf } from "../../base/message_of.ts";
import { RemoteError } from "../../flow/record/error_row.ts";
import { WorkerBootError } from "../errors.ts";
import type {
  Batch,
  BatchItem,
  BootConfig,
  BootReply,
  ItemMessage,
  LogMessage,
  WorkerCommand,
  WorkerMessage,
} from "../channel/protocol.ts";
import type { WorkKinds } from "../channel/handler.ts";
import type { MemoryUse } from "../channel/memory_use.ts";
import { fromBytes, toBytes } from "../channel/wire.ts";

/** What a worker starts with. */
interface BootSettings extends Pick<BootConfig, "exits" | "silentMs"> {
  readonly kinds: WorkKinds;
}

/** One worker and what it is doing. */
export abstract class PooledWorker {
  /** Its number in the pool. */
  readonly number: number;
  /** The process that it works in; null where none could be started. */
  abstract readonly pid: number | null;
  /** Resolves when nothing of it is left that could be ended. */
  abstract readonly gone: Promise<void>;
  readonly #onLog: (line: LogMessage) => void;
  /** Rejects when the worker has ended. What it was asked before that never settles. */
  readonly #end = Promise.withResolvers<never>();
  readonly #closed = Promise.withResolvers<void>();
  #onItems: ((messages: readonly ItemMessage[]) => void) | null = null;
  #sharedId = -1;
  #alive = true;
  #booted = false;
  #unheard = false;
  #peakBytes = 0;
  #helperPeakBytes = 0;

  constructor(number: number, onLog: (line: LogMessage) => void) {
    this.number = number;
    this.#onLog = onLog;
    this.#end.promise.catch(() => {});
  }

  /** Whether the worker can take items, as far as is known. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Whether the last batch has reached the worker. Until then its items are to blame for nothing.
   */
  abstract get accepted(): boolean;

  /**
   * Starts the handler.
   *
   * @throws WorkerBootError for whatever keeps it from starting, or when the time is over
   */
  async boot({ kinds, ...settings }: BootSettings, timeoutMs: number): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const seconds = timeoutMs / 1000;
      late.reject(
        new Error(`it did not start within ${seconds} s: does its module wait for ever?`),
      );
    }, timeoutMs);
    try {
      const boot = this.callBoot({ ...settings, worker: this.number, kinds: toBytes(kinds) });
      const reply = await Promise.race([boot, this.#end.promise, late.promise]);
      if (!reply.ok) throw new RemoteError(reply.error);
      this.#booted = true;
    } catch (cause) {
      if (cause instanceof WorkerBootError) throw cause;
      throw new WorkerBootError(`A worker could not start: ${messageOf(cause)}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Gives the worker items.
   *
   * @param kind which of the worker's kinds of work they are
   * @param shared what they share, as bytes, and a number that tells it from what others shared
   * @param onItems hears their answers, as they come
   * @throws NotSendable for items that cannot be sent; the worker lives on
   * @throws WorkerCrash, ProcessCrash when the worker ends before all are answered
   * @throws HungItem when one of them held the thread past its time
   */
  async runBatch(
    kind: string,
    items: readonly BatchItem[],
    shared: { readonly id: number; readonly bytes: Uint8Array },
    onItems: (messages: readonly ItemMessage[]) => void,
  ): Promise<void> {
    const bytes = toBytes(items.map(({ index, payload }) => ({ index, payload })));
    this.#onItems = onItems;
    const known = shared.id === this.#sharedId;
    this.#sharedId = shared.id;
    try {
      const work = this.callBatch({
        kind,
        items: bytes,
        shared: known ? { id: shared.id } : shared,
      });
      await Promise.race([work, this.#end.promise]);
    } finally {
      this.#onItems = null;
    }
  }

  /** What the worker took of the main memory at most, since it was last asked. */
  takeMemory(): MemoryUse {
    const use = {
      peakBytes: this.#peakBytes === 0 ? null : this.#peakBytes,
      helperPeakBytes: this.#helperPeakBytes === 0 ? null : this.#helperPeakBytes,
    };
    this.#peakBytes = this.#helperPeakBytes = 0;
    return use;
  }

  /** Asks the worker to take no further item. */
  stop(): void {
    this.command({ kind: "stop" });
  }

  /** Asks the worker to take no further item and to abort the signal of the one in work. */
  cancel(): void {
    this.#unheard = true;
    this.command({ kind: "cancel" });
  }

  /** Lets the handler close what it has opened, for at most `withinMs`, and ends the worker. */
  async close(withinMs: number): Promise<void> {
    if (this.#alive && this.#booted) {
      this.hold(true);
      this.command({ kind: "close" });
      const late = Promise.withResolvers<void>();
      const timer = startTimer(withinMs, late.resolve);
      await Promise.race([this.#closed.promise, this.#end.promise.catch(() => {}), late.promise]);
      clearTimeout(timer);
    }
    this.kill("it was closed");
    await this.gone;
  }

  /** Ends the worker as it is. */
  abstract kill(reason: string): void;

  /** Says whether this program waits for the worker: an idle one keeps none from ending. */
  abstract hold(held: boolean): void;

  protected notePeak(bytes: number): void {
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
  }

  protected abstract callBoot(config: BootConfig): Promise<BootReply>;
  protected abstract callBatch(batch: Batch): Promise<void>;
  protected abstract command(command: WorkerCommand): void;

  /** Whether the worker was told to stop and has not answered: an item may hold its thread. */
  protected get unheard(): boolean {
    return this.#unheard;
  }

  protected log(level: LogMessage["level"], message: string, index: number): void {
    this.#onLog({ kind: "log", worker: this.number, index, level, message, printed: false });
  }

  /** Takes a list of messages. */
  protected receive(bytes: Uint8Array): void {
    const items: ItemMessage[] = [];
    for (const message of fromBytes(bytes) as WorkerMessage[]) { // as an Outbox made them
      if (message.kind === "log") this.#onLog(message);
      else if (message.kind === "closed") this.#closed.resolve();
      else if (message.kind === "heard") this.#unheard = false;
      else if (message.kind === "memory") {
        this.#helperPeakBytes = Math.max(this.#helperPeakBytes, message.bytes);
      } else items.push(message);
    }
    if (items.length > 0) this.#onItems?.(items);
  }

  /** The worker is no more. */
  protected end(error: Error): void {
    this.#alive = false;
    this.#end.reject(error);
  }
}
