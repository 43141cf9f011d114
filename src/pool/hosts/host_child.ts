/** What a host's process is to its parent, however they talk. @module */
import type { FromHost, ToHost } from "../channel/protocol.ts";

/** Who hears what the process does. */
export interface ChildListener {
  onMessage(message: FromHost): void;
  /** It has written to one of its streams. */
  onText(stream: "stdout" | "stderr", text: string): void;
  /** It is broken, or has never come to be. */
  onError(error: Error): void;
  /** It is gone; its last messages and texts may still come. */
  onExit(code: number | null, signal: string | null): void;
}

/** A process that was started. */
export interface HostChild {
  /** Undefined where it has never come to be. */
  readonly pid: number | undefined;
  /** Resolves when no message comes any more. */
  readonly silent: Promise<void>;
  /** Resolves when its streams have ended, which may be long after it. */
  readonly closed: Promise<void>;
  send(message: ToHost): void;
  /** Says whether this program waits for the process. */
  hold(held: boolean): void;
  /** Ends it at once. */
  kill(): void;
  /** Listens no more to its streams: a process that it has started may hold them open. */
  release(): void;
}
