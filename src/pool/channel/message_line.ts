/** A line between two processes, over which values go. @module */
import { fromEnvelope, toEnvelope } from "./envelope.ts";
import { FrameReader, HEAD, toFrame } from "./frames.ts";

/** The word with which a host is told where its parent listens: the path stands behind it. */
export const LINE_WORD = "--line=";

/** What a line needs of a socket. */
type Socket = Pick<Deno.Conn, "read" | "write" | "close" | "ref" | "unref">;

/**
 * One end of it. Node's own line between processes would do the same, and costs each of the two
 * 20 ms of a processor as it starts.
 */
export class MessageLine {
  /** Resolves when nothing comes any more: the other process has ended, or this end was closed. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  #sent: Promise<void> = Promise.resolve();

  /** @param onMessage hears what was sent from the other end, in its order */
  constructor(socket: Socket, onMessage: (message: unknown) => void) {
    this.#socket = socket;
    this.ended = this.#read(onMessage);
  }

  /**
   * Sends a value.
   *
   * @returns what resolves when it is on its way, or never will be: then the line has ended
   * @throws NotSendable for what cannot be cloned
   */
  send(message: unknown): Promise<void> {
    const frame = toFrame(toEnvelope(message, HEAD));
    return this.#sent = this.#sent.then(() => this.#write(frame));
  }

  /** Says whether this program waits for what comes. */
  hold(held: boolean): void {
    this.#socket[held ? "ref" : "unref"]();
  }

  /** Ends the line. A second call does nothing. */
  close(): void {
    try {
      this.#socket.close();
    } catch {
      // It has ended already.
    }
  }

  async #read(onMessage: (message: unknown) => void): Promise<void> {
    const frames = new FrameReader();
    while (true) {
      // A process that was killed with something unread resets its line.
      const count = await this.#socket.read(frames.room).catch(() => null);
      if (count === null) break;
      for (const bytes of frames.take(count)) onMessage(fromEnvelope(bytes));
    }
    this.close();
  }

  async #write(frame: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < frame.length;) at += await this.#socket.write(frame.subarray(at));
    } catch {
      this.close();
    }
  }
}
