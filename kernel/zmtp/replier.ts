import { Listener, type ListenOptions } from "./listener.ts";

/** A REP socket that says again whatever it hears: a kernel's heartbeat. */
export class Replier {
  readonly #listener: Listener;

  constructor(options: ListenOptions) {
    this.#listener = new Listener("REP", options, async (peer) => {
      while (true) peer.send(await peer.receive());
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}
