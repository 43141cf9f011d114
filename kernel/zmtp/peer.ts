import { ByteReader } from "./byte_reader.ts";
import {
  type Command,
  decodeCommand,
  decodeProperties,
  encodeCommand,
  encodeProperties,
} from "./command.ts";
import type { Connection } from "./connection.ts";
import { COMMAND, encodeFrame, encodeMessage, LONG, MORE } from "./frame.ts";
import { checkGreeting, greeting, GREETING_BYTES } from "./greeting.ts";
import { SendQueue } from "./send_queue.ts";
import { PARTNERS, type SocketType } from "./socket_type.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** Limits for what one peer may send. */
export interface PeerLimits {
  /** Bytes of one message, all parts together. @default {536_870_912} */
  messageBytes?: number;
  /** Parts of one message. @default {4096} */
  parts?: number;
}

/** Limits, and what we say of ourselves. */
export interface PeerOptions extends PeerLimits {
  /** The name by which a ROUTER is to know us. @default {the router's choice} */
  identity?: string;
}

const MESSAGE_BYTES = 512 * 1024 * 1024;
const PARTS = 4096;
const COMMAND_BYTES = 64 * 1024;

interface Frame {
  flags: number;
  body: Uint8Array<ArrayBuffer>;
}

/** The other end of one ZMTP connection. */
export class Peer {
  /** The name that it chose for itself, or no bytes. */
  identity: Uint8Array = new Uint8Array(0);
  readonly #connection: Connection;
  readonly #type: SocketType;
  readonly #reader: ByteReader;
  readonly #queue: SendQueue;
  readonly #messageBytes: number;
  readonly #parts: number;
  readonly #ownIdentity: Uint8Array;

  constructor(connection: Connection, type: SocketType, options: PeerOptions = {}) {
    this.#connection = connection;
    this.#type = type;
    this.#reader = new ByteReader(connection);
    this.#queue = new SendQueue(connection);
    this.#messageBytes = options.messageBytes ?? MESSAGE_BYTES;
    this.#parts = options.parts ?? PARTS;
    this.#ownIdentity = new TextEncoder().encode(options.identity ?? "");
  }

  /** Bytes that were sent and are not written. */
  get queuedBytes(): number {
    return this.#queue.queuedBytes;
  }

  /**
   * Greets, and tells each other the kinds of the sockets.
   *
   * @throws {ZmtpError} where the other end does not keep to ZMTP or is of a wrong kind
   */
  async shakeHands(): Promise<void> {
    this.#queue.push(greeting());
    checkGreeting(await this.#reader.take(GREETING_BYTES));
    const type = new TextEncoder().encode(this.#type);
    const properties = encodeProperties({ "Socket-Type": type, Identity: this.#ownIdentity });
    this.#sendCommand("READY", properties);
    const frame = await this.#readFrame(COMMAND_BYTES);
    if (!(frame.flags & COMMAND)) throw new ZmtpError("a peer sent a message before READY");
    const command = decodeCommand(frame.body);
    if (command.name !== "READY") {
      throw new ZmtpError(`a peer must say READY first, and one said '${command.name}'`);
    }
    const told = decodeProperties(command.body);
    const kind = new TextDecoder().decode(told.get("socket-type"));
    if (!PARTNERS[this.#type].includes(kind)) {
      throw new ZmtpError(`a ${this.#type} socket cannot talk to one of kind '${kind}'`);
    }
    this.identity = told.get("identity") ?? this.identity;
  }

  /**
   * The parts of the next message. `onCommand` gets the commands that come before it; PING is
   * answered here.
   *
   * @throws {ZmtpError} where the other end breaks the rules or has gone
   */
  async receive(onCommand: (command: Command) => void = () => {}): Promise<Uint8Array[]> {
    const parts: Uint8Array[] = [];
    let left = this.#messageBytes;
    while (true) {
      const { flags, body } = await this.#readFrame(left);
      if (flags & COMMAND) {
        if (flags & MORE) throw new ZmtpError("a command must be one frame");
        if (parts.length > 0) throw new ZmtpError("a command came in the middle of a message");
        const command = decodeCommand(body);
        // The body of a PING is a time to live in two bytes, and what PONG is to repeat.
        if (command.name === "PING") this.#sendCommand("PONG", command.body.slice(2));
        else onCommand(command);
        continue;
      }
      left -= body.length;
      parts.push(body);
      if (parts.length > this.#parts) {
        throw new ZmtpError(`a message must have at most ${this.#parts} parts`);
      }
      if (!(flags & MORE)) return parts;
    }
  }

  /** Sends a message after all that were sent before; never waits. */
  send(parts: readonly Uint8Array[]): void {
    this.#queue.push(encodeMessage(parts));
  }

  /** Ends when what was sent is written, or cannot be. */
  flush(): Promise<void> {
    return this.#queue.flush();
  }

  close(): void {
    try {
      this.#connection.close();
    } catch {
      // It was closed before.
    }
  }

  #sendCommand(name: string, body: Uint8Array): void {
    this.#queue.push(encodeFrame(encodeCommand(name, body), COMMAND));
  }

  async #readFrame(most: number): Promise<Frame> {
    const [flags] = await this.#reader.take(1);
    if (flags & ~(MORE | LONG | COMMAND)) {
      throw new ZmtpError(`the first byte of a frame must have no reserved bit: it is ${flags}`);
    }
    const length = flags & LONG
      ? Number(new DataView((await this.#reader.take(8)).buffer).getBigUint64(0))
      : (await this.#reader.take(1))[0];
    if (length > most) {
      throw new ZmtpError(
        `a frame may have ${most} bytes here, and one of ${length} was announced`,
      );
    }
    return { flags, body: await this.#reader.take(length) };
  }
}
