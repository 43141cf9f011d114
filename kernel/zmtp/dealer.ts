import { dial, type DialOptions } from "./dial.ts";
import type { Peer } from "./peer.ts";

/** A DEALER socket: one connection to a ROUTER. */
export class Dealer {
  readonly #peer: Peer;

  private constructor(peer: Peer) {
    this.#peer = peer;
  }

  static async connect(options: DialOptions): Promise<Dealer> {
    return new Dealer(await dial("DEALER", options));
  }

  send(parts: readonly Uint8Array[]): void {
    this.#peer.send(parts);
  }

  /** Hands each message to `onMessage`; ends, without an error, when the connection does. */
  async receiveAll(onMessage: (parts: Uint8Array[]) => void): Promise<void> {
    await receiveAll(this.#peer, onMessage);
  }

  close(): void {
    this.#peer.close();
  }
}

/** Hands each message of `peer` to `onMessage` until the connection ends. */
export async function receiveAll(
  peer: Peer,
  onMessage: (parts: Uint8Array[]) => void,
): Promise<void> {
  while (true) {
    let parts: Uint8Array[];
    try {
      parts = await peer.receive();
    } catch {
      return peer.close();
    }
    onMessage(parts);
  }
}
