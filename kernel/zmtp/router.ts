import { Listener, type ListenOptions } from "./listener.ts";
import type { Peer } from "./peer.ts";

const GIVEN_NAME_BYTES = 5;

/**
 * A ROUTER socket: many clients, each told apart by the first part of a message, its name.
 *
 * A client that comes again under its name takes the place of its old connection, which may be
 * half open for long.
 */
export class Router {
  readonly #listener: Listener;
  readonly #peers = new Map<string, Peer>();

  /** `onMessage` gets each message with the name of its sender as first part. */
  constructor(options: ListenOptions, onMessage: (parts: Uint8Array[]) => void) {
    this.#listener = new Listener("ROUTER", options, async (peer) => {
      const name = peer.identity.length > 0 ? peer.identity : this.#newName();
      const key = name.join();
      this.#peers.get(key)?.close();
      this.#peers.set(key, peer);
      try {
        while (true) onMessage([name, ...await peer.receive()]);
      } finally {
        if (this.#peers.get(key) === peer) this.#peers.delete(key);
      }
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  /** Sends `parts` to the client that their first part names; to nobody if it has gone. */
  send(parts: readonly Uint8Array[]): void {
    this.#peers.get(parts[0].join())?.send(parts.slice(1));
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  /** Names that we give begin with 0, which a client's own may not. */
  #newName(): Uint8Array {
    const name = crypto.getRandomValues(new Uint8Array(GIVEN_NAME_BYTES));
    name[0] = 0;
    return name;
  }
}
