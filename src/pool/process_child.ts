/** One process of a process executor, seen from the parent. @module */
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { RemoteError } from "../flow/error_row.ts";
import { messageOf } from "../flow/flow_errors.ts";
import type { JobContext } from "../flow/job.ts";
import { ProcessCrash, WorkerBootError } from "./errors.ts";
import { fromBytes, type FromProcess, type ToProcess } from "./process_protocol.ts";

/** How many of the last lines that the process wrote to standard error go into an error. */
const TAIL_LINES = 20;
/** Milliseconds after the end of a process in which what it has written may still come in. */
const DRAIN_MS = 200;

/** The job in work. */
interface Current {
  readonly context: JobContext;
  readonly result: PromiseWithResolvers<Uint8Array>;
  started: boolean;
}

/** A process that does one job at a time. */
export class ProcessChild {
  /** Resolves when it can take jobs; rejects with a WorkerBootError when it ends before that. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();
  readonly #tail: string[] = [];
  #current: Current | null = null;
  #alive = true;

  /**
   * @param args what `deno` is started with
   * @throws {WorkerBootError} where that is not allowed
   */
  constructor(args: readonly string[], bootTimeoutMs: number) {
    this.ready = this.#ready.promise;
    this.ready.catch(() => {});
    this.gone = this.#gone.promise;
    this.#child = start(args);
    const late = setTimeout(() => this.kill(), bootTimeoutMs);
    this.ready.finally(() => clearTimeout(late)).catch(() => {});
    this.#child.on("message", (message) => this.#receive(message as FromProcess));
    this.#child.on("error", (error) => {
      this.#tail.push(error.message);
      this.kill();
      if (this.#child.pid === undefined) this.#end(null, null);
    });
    this.#child.on("exit", (code, signal) => void this.#drained(code, signal));
    if (this.#child.stderr !== null) this.#read(this.#child.stderr);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it can take jobs, as far as is known. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Does a job. When the context's signal is aborted the job is told so, and has `graceMs` until
   * its process is killed.
   *
   * @param bytes the FunctionCall
   * @throws {RemoteError} for what the job throws
   * @throws {ProcessCrash} when the process ends; `data.started` says whether it had the job
   */
  async run(bytes: Uint8Array, context: JobContext, graceMs: number): Promise<unknown> {
    const { signal } = context;
    const result = Promise.withResolvers<Uint8Array>();
    this.#current = { context, result, started: false };
    let grace: ReturnType<typeof setTimeout> | undefined;
    const onAbort = () => {
      this.#send({ kind: "cancel" });
      grace = setTimeout(() => this.kill(), graceMs);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      if (this.#alive) this.#send({ kind: "run", bytes });
      else this.#end(null, null);
      return fromBytes(await result.promise);
    } finally {
      clearTimeout(grace);
      signal.removeEventListener("abort", onAbort);
      this.#current = null;
    }
  }

  /**
   * Says whether this program waits for the process: it does for one with a job, but an idle one
   * keeps no program from ending.
   */
  hold(held: boolean): void {
    const call = held ? "ref" : "unref";
    this.#child[call]();
    this.#child.channel?.[call]?.();
    // The types know a stream only; a pipe of a process is a socket.
    if (this.#child.stderr instanceof Socket) this.#child.stderr[call]();
  }

  /** Ends the process at once, whatever it does. */
  kill(): void {
    this.hold(true); // until it is gone
    this.#alive = false;
    this.#child.kill("SIGKILL");
  }

  #send(message: ToProcess): void {
    if (!this.#child.connected) return; // its end is about to be told
    this.#child.send(message, (error) => {
      if (error !== null) this.kill();
    });
  }

  #receive(message: FromProcess): void {
    const current = this.#current;
    if (message.kind === "ready") this.#ready.resolve();
    else if (current === null) return; // from a job that was given up
    else if (message.kind === "started") current.started = true;
    else if (message.kind === "log") current.context.log(message.level, message.message);
    else if (message.kind === "failed") current.result.reject(new RemoteError(message.error));
    else current.result.resolve(message.bytes);
  }

  async #drained(code: number | null, signal: string | null): Promise<void> {
    this.#alive = false;
    const closed = Promise.withResolvers<void>();
    this.#child.once("close", () => closed.resolve());
    // A process that it has started may hold its standard error open.
    const timer = setTimeout(closed.resolve, DRAIN_MS);
    await closed.promise;
    clearTimeout(timer);
    this.#end(code, signal);
  }

  #end(code: number | null, signal: string | null): void {
    this.#alive = false;
    const how = signal ?? `exit code ${code}`;
    const facts = { pid: this.pid ?? null, code, signal, lastLines: [...this.#tail] };
    this.#ready.reject(
      new WorkerBootError(
        `A process could not start: it must say that it is ready, and ended (${how}). ` +
          `${this.#tail.at(-1) ?? "It wrote nothing"}.`,
        { data: facts },
      ),
    );
    if (this.#current !== null) {
      const { context: { job }, started, result } = this.#current;
      result.reject(
        new ProcessCrash(
          `The process of the job '${job}' ended in the middle of it (${how}). Jobs must return ` +
            "or throw, and fit into its memory; the next job gets a new process.",
          { data: { job, started, ...facts } },
        ),
      );
    }
    this.#gone.resolve();
  }

  /** Takes what the process writes to standard error: a full pipe would stop it. */
  #read(stderr: Readable): void {
    let rest = "";
    stderr.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = (lines.pop() ?? "").slice(-2000);
      this.#tail.push(...lines.filter((line) => line.trim() !== "").slice(-TAIL_LINES));
      this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    });
  }
}

function start(args: readonly string[]): ChildProcess {
  try {
    // Without the permission to read all variables a process cannot inherit them.
    const env = Deno.permissions.querySync({ name: "env" }).state === "granted" ? undefined : {};
    return spawn(Deno.execPath(), args, {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      serialization: "advanced",
      env,
    });
  } catch (cause) {
    throw new WorkerBootError(
      `A process could not start (${messageOf(cause)}). Give --allow-run, which amounts to all ` +
        "permissions, or do the job in a thread.",
      { cause },
    );
  }
}
