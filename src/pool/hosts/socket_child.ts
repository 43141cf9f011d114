/** A host that talks to its parent over a socket of the file system. @module */
import { LINE_WORD, MessageLine } from "../channel/message_line.ts";
import type { FromHost, ToHost } from "../channel/protocol.ts";
import { pathList } from "../../base/own_code.ts";
import type { ChildListener, HostChild } from "./host_child.ts";
import { HOST_ENTRY } from "./host_flags.ts";
import { HAS_GROUPS } from "./process_group.ts";

/** Permissions that are taken away, or stand in a file: what is added might have no effect. */
const UNSURE = /^(?:--deny-|--ignore-|--permission-set|-P)/;

/** Where a host finds its parent: in a folder that only this user can look into. */
interface Meeting {
  readonly listener: Deno.UnixListener;
  readonly folder: string;
  readonly path: string;
}

/**
 * Starts a host that talks over a socket.
 *
 * @param args what `deno` is started with
 * @param inherits whether it gets the variables of this process
 * @returns null where such sockets are not to be had, for this process or for the host
 */
export function startSocketChild(
  args: readonly string[],
  inherits: boolean,
  listener: ChildListener,
): HostChild | null {
  const script = args.indexOf(HOST_ENTRY);
  const flags = args.slice(0, script);
  if (flags.some((word) => UNSURE.test(word))) return null;
  const meeting = openMeeting();
  if (meeting === null) return null;
  const { path } = meeting;
  const words = [...flags, ...lineFlags(flags, path), ...args.slice(script), LINE_WORD + path];
  try {
    const process = new Deno.Command(Deno.execPath(), {
      args: words,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      detached: HAS_GROUPS, // what it starts ends with it; Ctrl-C is its parent's to deal with
      clearEnv: !inherits,
    }).spawn();
    return new SocketChild(process, meeting, listener);
  } catch (error) {
    leave(meeting);
    throw error;
  }
}

function openMeeting(): Meeting | null {
  if (Deno.build.os === "windows") return null;
  const isAllowed = (["read", "write", "net"] as const).every((name) =>
    Deno.permissions.querySync({ name }).state === "granted"
  );
  if (!isAllowed) return null;
  let folder: string | null = null;
  try {
    folder = Deno.makeTempDirSync({ prefix: "trunnion-line-" });
    const path = `${folder}/line`;
    return { folder, path, listener: Deno.listen({ transport: "unix", path }) };
  } catch {
    if (folder !== null) remove(folder); // its path is longer than one of a socket may be
    return null;
  }
}

/** What a host must be allowed to do, so that it can find its parent. */
function lineFlags(flags: readonly string[], path: string): string[] {
  if (flags.some((word) => word === "-A" || word === "--allow-all")) return [];
  const needs = { "--allow-read": path, "--allow-write": path, "--allow-net": `unix:${path}` };
  return Object.entries(needs).flatMap(([flag, what]) =>
    flags.includes(flag) ? [] : [`${flag}=${pathList([what])}`]
  );
}

function leave({ listener, folder }: Meeting): void {
  try {
    listener.close();
  } catch {
    // It was closed when the host came.
  }
  remove(folder);
}

function remove(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch {
    // It is gone.
  }
}

class SocketChild implements HostChild {
  readonly pid: number;
  readonly silent: Promise<void>;
  readonly closed: Promise<void>;
  readonly #process: Deno.ChildProcess;
  readonly #meeting: Meeting;
  readonly #listener: ChildListener;
  readonly #readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
  /** What waits for the host to come. */
  #waiting: ToHost[] = [];
  #line: MessageLine | null = null;
  #held = true;
  #ended = false;

  constructor(process: Deno.ChildProcess, meeting: Meeting, listener: ChildListener) {
    this.#process = process;
    this.#meeting = meeting;
    this.#listener = listener;
    this.pid = process.pid;
    const forget = () => leave(meeting);
    globalThis.addEventListener("unload", forget); // where this program ends before the host came
    this.silent = this.#meet().finally(() => {
      globalThis.removeEventListener("unload", forget);
      leave(meeting);
    });
    const streams = (["stdout", "stderr"] as const).map((name) => this.#readText(name));
    this.closed = Promise.all([this.silent, ...streams]).then(() => {});
    void process.status.then(({ code, signal }) => {
      this.#ended = true;
      if (this.#line === null) leave(meeting); // it never came
      listener.onExit(signal === null ? code : null, signal);
    });
  }

  send(message: ToHost): void {
    if (this.#line === null) this.#waiting.push(message);
    else void this.#line.send(message);
  }

  hold(held: boolean): void {
    this.#held = held;
    const call = held ? "ref" : "unref";
    this.#process[call]();
    if (this.#line !== null) this.#line.hold(held);
    else if (!this.#ended) this.#meeting.listener[call]();
  }

  kill(): void {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  }

  release(): void {
    for (const reader of this.#readers) void reader.cancel().catch(() => {});
  }

  /** Waits for the host to come, and then for the end of its line. */
  async #meet(): Promise<void> {
    const socket = await this.#meeting.listener.accept().catch(() => null);
    if (socket === null) return;
    leave(this.#meeting); // nobody else is to come
    const { onMessage } = this.#listener;
    this.#line = new MessageLine(socket, (message) => onMessage(message as FromHost));
    this.#line.hold(this.#held);
    for (const message of this.#waiting.splice(0)) void this.#line.send(message);
    await this.#line.ended;
  }

  async #readText(name: "stdout" | "stderr"): Promise<void> {
    const reader = this.#process[name].getReader();
    this.#readers.push(reader);
    const decoder = new TextDecoder();
    while (true) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return;
      this.#listener.onText(name, decoder.decode(value, { stream: true }));
    }
  }
}
