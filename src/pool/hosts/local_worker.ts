/** A worker in this process: lightest, but what holds its thread cannot be stopped. @module */
import { PeakMemory } from "../../base/peak_memory.ts";
import { WorkerCrash } from "../errors.ts";
import { HungItem } from "../channel/hung_item_error.ts";
import type { MemoryUse } from "../channel/memory_use.ts";
import { PooledWorker } from "./pooled_worker.ts";
import type {
  Batch,
  BootConfig,
  BootReply,
  LogMessage,
  WorkerCommand,
} from "../channel/protocol.ts";
import { countStuckThread } from "./stuck_threads.ts";
import { WebWorker } from "./web_worker.ts";

/** Milliseconds between two looks at the memory. */
const LOOK_MS = 50;

/** A Web Worker of this process. */
export class LocalWorker extends PooledWorker {
  readonly pid = Deno.pid;
  readonly gone = Promise.resolve();
  readonly accepted = true;
  readonly #thread: WebWorker;
  readonly #memory = new PeakMemory();
  #looked = -Infinity;

  constructor(number: number, onLog: (line: LogMessage) => void) {
    super(number, onLog);
    this.#thread = new WebWorker(`trunnion worker ${number}`, {
      onMessages: (bytes) => this.receive(bytes),
      onEnd: (reason) => this.kill(reason),
      onHung: (hung) => {
        const error = new HungItem(hung, false);
        this.log("WARNING", `${error.timeout.message}`, hung.index);
        countStuckThread();
        this.#thread.terminate();
        this.end(error);
      },
      onLeave: (code) => Deno.exit(code),
    });
  }

  kill(reason: string): void {
    if (!this.alive) return;
    if (this.unheard) countStuckThread(); // as a thread that is free answers at once
    this.#thread.terminate();
    const { number } = this;
    this.end(
      new WorkerCrash(`Worker ${number} ended in the middle of its work: ${reason}`, {
        data: { worker: number },
      }),
    );
  }

  /** That of this process, which all its workers share. */
  override takeMemory(): MemoryUse {
    if (performance.now() - this.#looked > LOOK_MS) {
      this.#looked = performance.now();
      this.notePeak(this.#memory.take());
    }
    return super.takeMemory();
  }

  /** Has no effect: a Web Worker keeps its program until it is closed. */
  hold(): void {}

  protected callBoot(config: BootConfig): Promise<BootReply> {
    return this.#thread.boot(config);
  }

  protected callBatch(batch: Batch): Promise<void> {
    return this.#thread.runBatch(batch);
  }

  protected command(command: WorkerCommand): void {
    this.#thread.command(command);
  }
}
