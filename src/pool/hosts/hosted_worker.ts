/** A worker in a process of its own, which can be killed whatever it does. @module */
import { AnswerWatch } from "./answer_watch.ts";
import { ProcessCrash } from "../errors.ts";
import { HostProcess } from "./host_process.ts";
import { HungItem } from "../channel/hung_item_error.ts";
import { PooledWorker } from "./pooled_worker.ts";
import type {
  Batch,
  BootConfig,
  BootReply,
  FromHost,
  LogMessage,
  ToHost,
  WorkerCommand,
} from "../channel/protocol.ts";

/** A worker behind a host. */
export class HostedWorker extends PooledWorker {
  readonly gone: Promise<void>;
  readonly #host: HostProcess;
  readonly #booted = Promise.withResolvers<BootReply>();
  #finished = Promise.withResolvers<void>();
  #accepted = true;
  readonly #watch: AnswerWatch;

  /**
   * @param args what `deno` is started with; see host_flags.ts
   * @param silentMs how long the process may say nothing while it has items
   * @throws {WorkerBootError} where no process may be started
   */
  constructor(
    number: number,
    onLog: (line: LogMessage) => void,
    args: readonly string[],
    silentMs = 60_000,
  ) {
    super(number, onLog);
    this.#watch = new AnswerWatch(
      silentMs,
      () => this.#send({ kind: "ask" }),
      () => this.kill(`it said nothing for ${silentMs / 1000} s, as if it were stopped`),
    );
    this.#host = new HostProcess(args, {
      onMessage: (message) => this.#take(message),
      onEnd: ({ pid, code, signal, lastLines }) => {
        this.#watch.stop();
        const how = signal ?? `exit code ${code}`;
        const line = lastLines.findLast((line) => /error|fatal|panic/i.test(line)) ??
          lastLines.at(-1);
        const last = line === undefined ? "" : ` It wrote: ${line}`;
        this.end(
          new ProcessCrash(`The process of worker ${number} ended by itself (${how}).${last}`, {
            data: { pid, code, signal, lastLines },
          }),
        );
      },
    });
    this.gone = this.#host.gone;
  }

  get pid(): number | null {
    return this.#host.pid ?? null;
  }

  get accepted(): boolean {
    return this.#accepted;
  }

  kill(reason: string): void {
    this.#watch.stop();
    this.#host.kill();
    const { pid, number } = this;
    this.end(
      new ProcessCrash(`The process of worker ${number} was killed: ${reason}`, { data: { pid } }),
    );
  }

  hold(held: boolean): void {
    if (held || this.alive) this.#host.hold(held);
  }

  protected callBoot(config: BootConfig): Promise<BootReply> {
    this.#send({ kind: "boot", config });
    return this.#booted.promise;
  }

  protected callBatch(batch: Batch): Promise<void> {
    this.#finished = Promise.withResolvers();
    this.#accepted = false;
    this.#send({ kind: "batch", batch });
    this.#watch.start();
    return this.#finished.promise;
  }

  protected command(command: WorkerCommand): void {
    this.#send(command);
  }

  #send(message: ToHost): void {
    this.#host.send(message);
  }

  #take(message: FromHost): void {
    this.#watch.heard();
    if ("peakBytes" in message) this.notePeak(message.peakBytes ?? 0);
    if (message.kind === "messages") this.receive(message.bytes);
    else if (message.kind === "here") return;
    else if (message.kind === "finished") {
      this.#watch.stop();
      this.#finished.resolve();
    } else if (message.kind === "accepted") this.#accepted = true;
    else if (message.kind === "booted") this.#booted.resolve(message.reply);
    else {
      this.end(new HungItem(message.hung, true));
      this.#host.kill();
    }
  }
}
