/** A host that talks to its parent over Node's own line, where there is no other. @module */
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { childProcess } from "../../base/node/builtins.ts";
import type { FromHost, ToHost } from "../channel/protocol.ts";
import type { ChildListener, HostChild } from "./host_child.ts";
import { HAS_GROUPS } from "./process_group.ts";

/** A stream that may keep a program from ending: one of a process is a socket. */
type Holding = { ref?(): void; unref?(): void };

/** Starts it, with what `deno` is started with; see socket_child.ts. */
export class IpcChild implements HostChild {
  readonly silent: Promise<void> = Promise.resolve(); // messages come before its end does
  readonly closed: Promise<void>;
  readonly #child: ChildProcess;
  readonly #listener: ChildListener;

  constructor(args: readonly string[], inherits: boolean, listener: ChildListener) {
    this.#listener = listener;
    this.#child = childProcess().spawn(Deno.execPath(), args, {
      stdio: ["pipe", "pipe", "pipe", "ipc"],
      serialization: "advanced",
      detached: HAS_GROUPS,
      env: inherits ? undefined : {},
    });
    const closed = Promise.withResolvers<void>();
    this.closed = closed.promise;
    this.#child.on("message", (message) => listener.onMessage(message as FromHost));
    this.#child.on("error", (error) => listener.onError(error));
    this.#child.on("exit", (code, signal) => listener.onExit(code, signal));
    this.#child.once("close", () => closed.resolve());
    this.#read("stdout", this.#child.stdout);
    this.#read("stderr", this.#child.stderr);
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

  hold(held: boolean): void {
    if (this.pid === undefined) return; // it has never come to be
    const call = held ? "ref" : "unref";
    this.#child[call]();
    this.#child.channel?.[call]?.();
    const { stdin, stdout, stderr } = this.#child;
    for (const stream of [stdin, stdout, stderr]) (stream as Holding | null)?.[call]?.();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  release(): void {
    this.#child.stdout?.destroy();
  }

  #read(name: "stdout" | "stderr", stream: Readable | null): void {
    stream?.setEncoding("utf8").on("data", (text: string) => this.#listener.onText(name, text));
  }
}
