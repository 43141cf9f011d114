import { Listener, type ListenOptions } from "./listener.ts";
import type { Peer } from "./peer.ts";
import { Subscriptions } from "./subscriptions.ts";

/** A subscriber with more unread bytes than this is sent away; it may connect again. */
const MOST_UNREAD = 256 * 1024 * 1024;

/** Is told how the messages begin that one subscriber wants, and may send to it. */
type OnSubscribed = (
  prefix: Uint8Array,
  send: (parts: readonly Uint8Array[]) => void,
) => void;

/** A PUB socket: sends each message to all who have subscribed to how it begins. */
export class Publisher {
  readonly #listener: Listener;
  readonly #peers = new Map<Peer, Subscriptions>();

  /** `onSubscribed` is told of each new subscription, and may send to that one alone. */
  constructor(options: ListenOptions, onSubscribed: OnSubscribed = () => {}) {
    this.#listener = new Listener("PUB", options, async (peer) => {
      const subscriptions = new Subscriptions();
      this.#peers.set(peer, subscriptions);
      const tell = (prefix: Uint8Array | undefined) => {
        if (prefix !== undefined) onSubscribed(prefix, (parts) => peer.send(parts));
      };
      try {
        while (true) {
          const parts = await peer.receive((command) => tell(subscriptions.takeCommand(command)));
          tell(subscriptions.takeMessage(parts));
        }
      } finally {
        this.#peers.delete(peer);
      }
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  send(parts: readonly Uint8Array[]): void {
    for (const [peer, subscriptions] of this.#peers) {
      if (!subscriptions.has(parts[0])) continue;
      if (peer.queuedBytes > MOST_UNREAD) peer.close();
      else peer.send(parts);
    }
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}
