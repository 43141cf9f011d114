/** A host's process, seen from its parent. @module */
import { nodeProcess } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";
import { colouredLines } from "../../base/plain_text.ts";
import { WorkerBootError } from "../errors.ts";
import type { ChildListener, HostChild } from "./host_child.ts";
import { mayStartHosts } from "./host_flags.ts";
import { IpcChild } from "./ipc_child.ts";
import { killGroup } from "./process_group.ts";
import { startSocketChild } from "./socket_child.ts";
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
  readonly #child: HostChild;
  readonly #listener: HostListener;
  readonly #gone = Promise.withResolvers<void>();
  readonly #tail: string[] = [];
  /** The line of standard error that has not ended. */
  #rest = "";

  /**
   * @param args what `deno` is started with
   * @throws {WorkerBootError} where that is not allowed
   */
  constructor(args: readonly string[], listener: HostListener) {
    this.#listener = listener;
    this.gone = this.#gone.promise;
    this.#child = start(args, {
      onMessage: (message) => listener.onMessage(message),
      onText: (stream, text) => {
        // What a task writes to the stream itself must not mix with what a command prints.
        if (stream === "stdout") nodeProcess().stderr.write(colouredLines(text));
        else this.#takeLines(text);
      },
      onError: (error) => {
        this.#tail.push(error.message);
        this.kill();
        if (this.#child.pid === undefined) this.#end(null, null);
      },
      onExit: (code, signal) => void this.#drained(code, signal),
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: ToHost): void {
    this.#child.send(message);
  }

  /** Says whether this program waits for the process. */
  hold(held: boolean): void {
    this.#child.hold(held);
  }

  /** Ends the process at once, whatever it does. */
  kill(): void {
    this.hold(true); // until it is gone
    this.#child.kill();
  }

  async #drained(code: number | null, signal: string | null): Promise<void> {
    if (this.pid !== undefined) killGroup(this.pid);
    await this.#child.silent;
    // A process that it has started may hold its standard error open.
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, DRAIN_MS);
    await Promise.race([this.#child.closed, late.promise]);
    clearTimeout(timer);
    this.#child.release(); // such a process must not keep this program
    this.#end(code, signal);
  }

  #end(code: number | null, signal: string | null): void {
    this.#listener.onEnd({ pid: this.pid ?? null, code, signal, lastLines: [...this.#tail] });
    this.#gone.resolve();
  }

  /** Takes what the process writes to standard error: a full pipe would stop it. */
  #takeLines(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = (lines.pop() ?? "").slice(-2000);
    this.#tail.push(...lines.filter((line) => line.trim() !== "").slice(-TAIL_LINES));
    this.#tail.splice(0, this.#tail.length - TAIL_LINES);
  }
}

function start(args: readonly string[], listener: ChildListener): HostChild {
  try {
    if (!mayStartHosts()) throw new Error("the permission to run processes was not given");
    // Without the permission to read all variables a process cannot inherit them.
    const inherits = Deno.permissions.querySync({ name: "env" }).state === "granted";
    return startSocketChild(args, inherits, listener) ?? new IpcChild(args, inherits, listener);
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
