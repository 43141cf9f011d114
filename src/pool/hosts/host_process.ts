/** A host's process, seen from its parent. @module */
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import process from "node:process";
import type { Readable } from "node:stream";
import { messageOf } from "../../base/message_of.ts";
import { colouredLines } from "../../base/plain_text.ts";
import { WorkerBootError } from "../errors.ts";
import { mayStartHosts } from "./host_flags.ts";
import { HAS_GROUPS, killGroup } from "./process_group.ts";
import type { FromHost, ToHost } from "../channel/protocol.ts";

/** How many of the last lines that the process wrote to standard error are kept. */
const TAIL_LINES = 20;
/** Milliseconds after the end of a process: what it has written may still come in. */
const DRAIN_MS = 200;

/** How a process ended. */
interface HostEnd {
  readonly pid: number | null;
  readonly code: number | null;
  readonly signal: string | null;
  /** What it wrote to standard error last. */
  readonly lastLines: readonly string[];
}

/** Who hears what the process does. */
interface HostListener {
  onMessage(message: FromHost): void;
  /** Called once, when the process is gone. */
  onEnd(end: HostEnd): void;
}

/** A running host. */
export class HostProcess {
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #listener: HostListener;
  readonly #gone = Promise.withResolvers<void>();
  readonly #tail: string[] = [];

  /**
   * @param args what `deno` is started with
   * @throws {WorkerBootError} where that is not allowed
   */
  constructor(args: readonly string[], listener: HostListener) {
    this.#listener = listener;
    this.gone = this.#gone.promise;
    this.#child = start(args);
    this.#child.on("message", (message) => listener.onMessage(message as FromHost));
    this.#child.on("error", (error) => {
      this.#tail.push(error.message);
      this.kill();
      if (this.#child.pid === undefined) this.#end(null, null);
    });
    this.#child.on("exit", (code, signal) => void this.#drained(code, signal));
    if (this.#child.stderr !== null) this.#read(this.#child.stderr);
    // What a task writes to the stream itself must not mix with what a command prints.
    this.#child.stdout?.setEncoding("utf8")
      .on("data", (text: string) => void process.stderr.write(colouredLines(text)));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToHost): void {
    if (!this.#child.connected) return; // its end is about to be told
    this.#child.send(message, (error) => {
      if (error !== null) this.kill();
    });
  }

  /** Says whether this program waits for the process. */
  hold(held: boolean): void {
    if (this.pid === undefined) return; // it has never come to be
    const call = held ? "ref" : "unref";
    this.#child[call]();
    this.#child.channel?.[call]?.();
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) {
      // The types know a stream only; a pipe of a process is a socket.
      if (stream instanceof Socket) stream[call]();
    }
  }

  /** Ends the process at once, whatever it does. */
  kill(): void {
    this.hold(true); // until it is gone
    this.#child.kill("SIGKILL");
  }

  async #drained(code: number | null, signal: string | null): Promise<void> {
    if (this.pid !== undefined) killGroup(this.pid);
    const closed = Promise.withResolvers<void>();
    this.#child.once("close", () => closed.resolve());
    // A process that it has started may hold its standard error open.
    const timer = setTimeout(closed.resolve, DRAIN_MS);
    await closed.promise;
    clearTimeout(timer);
    this.#child.stdout?.destroy(); // such a process must not keep this program
    this.#end(code, signal);
  }

  #end(code: number | null, signal: string | null): void {
    this.#listener.onEnd({ pid: this.pid ?? null, code, signal, lastLines: [...this.#tail] });
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
    if (!mayStartHosts()) throw new Error("the permission to run processes was not given");
    // Without the permission to read all variables a process cannot inherit them.
    const env = Deno.permissions.querySync({ name: "env" }).state === "granted" ? undefined : {};
    return spawn(Deno.execPath(), args, {
      stdio: ["pipe", "pipe", "pipe", "ipc"],
      serialization: "advanced",
      detached: HAS_GROUPS, // what it starts ends with it; Ctrl-C is its parent's to deal with
      env,
    });
  } catch (cause) {
    throw new WorkerBootError(
      `A worker could not start: no process for it (${
        messageOf(cause)
      }). Give --allow-run, which amounts to all ` +
        'permissions, or work in threads (`isolation: "thread"`).',
      { cause },
    );
  }
}
