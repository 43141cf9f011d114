import { receiveAll } from "./dealer.ts";
import { dial, type DialOptions } from "./dial.ts";
import type { Peer } from "./peer.ts";

const SUBSCRIBE_TO_ALL = new Uint8Array([1]);

/** A SUB socket that hears all that one PUB socket sends. */
export class Subscriber {
  readonly #peer: Peer;

  private constructor(peer: Peer) {
    this.#peer = peer;
  }

  static async connect(options: DialOptions): Promise<Subscriber> {
    const peer = await dial("SUB", options);
    peer.send([SUBSCRIBE_TO_ALL]);
    return new Subscriber(peer);
  }

  /** Hands each message to `onMessage`; ends, without an error, when the connection does. */
  async receiveAll(onMessage: (parts: Uint8Array[]) => void): Promise<void> {
    await receiveAll(this.#peer, onMessage);
  }

  close(): void {
    this.#peer.close();
  }
}
