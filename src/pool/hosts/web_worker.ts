/** A Web Worker, as the thread that owns it sees it: a host, or this process. @module */
// As an ES module: its main file is CommonJS, for which Deno starts another loader.
// @ts-types="comlink"
import { wrap } from "comlink/dist/esm/comlink.mjs";
import type {
  Batch,
  BootConfig,
  BootReply,
  LeaveMessage,
  WorkerCalls,
} from "../channel/protocol.ts";
import type { WorkerCommand } from "../channel/protocol.ts";
import { type Hung, newPulse } from "../channel/pulse.ts";
import { HangWatch } from "./hang_watch.ts";

/** Who hears what the worker does by itself. */
interface WebWorkerListener {
  /** A list of WorkerMessage, as bytes. */
  onMessages(bytes: Uint8Array): void;
  /** The worker is no more. */
  onEnd(reason: string): void;
  /** An item holds the thread past its time. */
  onHung(hung: Hung): void;
  /** The process is to end. */
  onLeave(code: number): void;
}

/** Milliseconds that a worker may give no sign of life between two items. */
const SILENT_MS = 60_000;

/** A Web Worker of a pool. */
export class WebWorker {
  readonly #worker: Worker;
  readonly #calls: WorkerCalls;
  readonly #pulse = newPulse();
  readonly #watch: HangWatch;

  constructor(name: string, listener: WebWorkerListener) {
    this.#watch = new HangWatch(this.#pulse, {
      onHung: (hung) => listener.onHung(hung),
      onSilent: (ms) =>
        listener.onEnd(
          `it said nothing for ${
            ms / 1000
          } s, and had no item in work: did a task change what is ` +
            "built into its thread?",
        ),
    });
    this.#worker = new Worker(new URL("../inside/worker_entry.ts", import.meta.url), {
      type: "module",
      name,
    });
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault(); // else it ends this process too
      listener.onEnd(event.message);
    });
    this.#worker.addEventListener("messageerror", () => {
      listener.onEnd("a message of it could not be read");
    });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      // Comlink's own answers come over the same line.
      if (data instanceof Uint8Array) listener.onMessages(data);
      else if (isLeave(data)) listener.onLeave(data.code);
    });
    // wrap() adds its type for members that are no functions; both calls are functions.
    this.#calls = wrap<WorkerCalls>(this.#worker);
  }

  /** Has the worker load modules that it will need, by their URLs. */
  preload(modules: readonly string[]): void {
    if (modules.length > 0) this.#worker.postMessage({ kind: "preload", modules });
  }

  boot(config: BootConfig): Promise<BootReply> {
    this.#watch.silentMs = config.silentMs ?? SILENT_MS;
    return this.#calls.boot(config, this.#pulse);
  }

  async runBatch(batch: Batch): Promise<void> {
    this.#watch.busy = true;
    await this.#calls.runBatch(batch);
    this.#watch.busy = false;
  }

  command(command: WorkerCommand): void {
    this.#worker.postMessage(command);
  }

  /** Ends the worker as it is. A busy one goes on unseen: Deno cannot stop it. */
  terminate(): void {
    this.#watch.stop();
    this.#worker.terminate();
  }
}

function isLeave(data: unknown): data is LeaveMessage {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "leave";
}
