import type { ConnectionFile } from "../messages/connection_file.ts";
import type { Header, Json, Message } from "../messages/message.ts";
import { MessageError } from "../messages/message_error.ts";
import { MessageMaker } from "../messages/message_maker.ts";
import { Signer } from "../messages/signature.ts";
import { decodeMessageParts, encodeMessageParts } from "../messages/wire.ts";
import { Publisher } from "../zmtp/publisher.ts";
import { Replier } from "../zmtp/replier.ts";
import { Router } from "../zmtp/router.ts";

/** The sockets on which clients talk to a kernel, heartbeat and broadcast apart. */
export type Channel = "shell" | "control" | "stdin";

/** What a kernel sends to all of its clients. */
interface Publication {
  parent?: Partial<Header>;
  metadata?: Json;
  buffers?: Uint8Array[];
}

/** A kernel's five sockets. Messages that are not signed with its key never leave this file. */
export class KernelSockets {
  readonly #signer: Signer;
  readonly #maker = new MessageMaker();
  readonly #routers: Record<Channel, Router>;
  readonly #iopub: Publisher;
  readonly #heartbeat: Replier;

  /** `onRefused` is told of what was not taken, as text. */
  constructor(
    connection: ConnectionFile,
    onMessage: (channel: Channel, message: Message) => void,
    onRefused: (reason: string) => void,
  ) {
    this.#signer = new Signer(connection.key, connection.signature_scheme);
    const at = (port: number) => ({
      hostname: connection.ip,
      port,
      onRefused: (error: Error) => onRefused(error.message),
    });
    const router = (channel: Channel) =>
      new Router(at(connection[`${channel}_port`]), (parts) => {
        try {
          onMessage(channel, decodeMessageParts(parts, this.#signer));
        } catch (error) {
          if (!(error instanceof MessageError)) throw error;
          onRefused(`${error.message} (on ${channel})`);
        }
      });
    this.#routers = {
      shell: router("shell"),
      control: router("control"),
      stdin: router("stdin"),
    };
    this.#iopub = new Publisher(at(connection.iopub_port), (prefix, send) => {
      // Tells a client that from now on it misses nothing: Jupyter's protocol since 5.4.
      const subscription = new TextDecoder().decode(prefix);
      const message = this.#maker.make("iopub_welcome", { subscription }, {
        identities: [prefix],
      });
      send(encodeMessageParts(message, this.#signer));
    });
    this.#heartbeat = new Replier(at(connection.hb_port));
  }

  /** Sends to all clients. */
  publish(type: string, content: Json, { parent, metadata, buffers }: Publication = {}): void {
    const topic = new TextEncoder().encode(type);
    const message = this.#maker.make(type, content, {
      identities: [topic],
      parent,
      metadata,
      buffers,
    });
    this.#iopub.send(encodeMessageParts(message, this.#signer));
  }

  /** Sends to the client that has sent `request`. */
  send(channel: Channel, type: string, content: Json, request: Message): void {
    const message = this.#maker.make(type, content, {
      identities: request.identities,
      parent: request.header,
    });
    this.#routers[channel].send(encodeMessageParts(message, this.#signer));
  }

  /** Ends when what was sent has gone out. */
  async close(): Promise<void> {
    const sockets = [...Object.values(this.#routers), this.#iopub, this.#heartbeat];
    await Promise.all(sockets.map((socket) => socket.close()));
  }
}
