import { ConnectionEnded } from "./connection_ended.ts";
import { Peer, type PeerLimits } from "./peer.ts";
import type { SocketType } from "./socket_type.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** Where and how a socket listens. */
export interface ListenOptions extends PeerLimits {
  hostname: string;
  port: number;
  /** Milliseconds in which a peer must have greeted. @default {10_000} */
  handshakeTimeout?: number;
  /** Connections at a time; further ones are closed at once. @default {512} */
  connections?: number;
  /** Is told why a peer was sent away. */
  onRefused?: (error: ZmtpError) => void;
}

/**
 * Accepts connections and serves each peer by itself, so that whatever one of them sends ends only
 * its own connection.
 */
export class Listener {
  readonly #listener: Deno.TcpListener;
  readonly #open = new Set<Peer>();
  readonly #options: ListenOptions;

  /** `serve` runs for a peer that has greeted, until it throws or returns. */
  constructor(type: SocketType, options: ListenOptions, serve: (peer: Peer) => Promise<void>) {
    this.#options = options;
    this.#listener = Deno.listen({ hostname: options.hostname, port: options.port });
    this.#accept(type, serve);
  }

  /** The port, also where any was asked for with 0. */
  get port(): number {
    return (this.#listener.addr as Deno.NetAddr).port;
  }

  /** Ends all connections once what was sent is written, or `timeout` milliseconds have passed. */
  async close(timeout = 1000): Promise<void> {
    this.#listener.close();
    const peers = [...this.#open];
    let timer;
    const late = new Promise<void>((done) => timer = setTimeout(done, timeout));
    await Promise.race([Promise.all(peers.map((peer) => peer.flush())), late]);
    clearTimeout(timer);
    for (const peer of peers) peer.close();
  }

  async #accept(type: SocketType, serve: (peer: Peer) => Promise<void>): Promise<void> {
    while (true) {
      let connection: Deno.TcpConn;
      try {
        connection = await this.#listener.accept();
      } catch (error) {
        if (error instanceof Deno.errors.BadResource) return;
        // A connection that ended while it was accepted, or no file descriptor left: go on.
        await new Promise((done) => setTimeout(done, 10));
        continue;
      }
      if (this.#open.size >= (this.#options.connections ?? 512)) {
        connection.close();
        this.#options.onRefused?.(new ZmtpError("too many connections are open"));
        continue;
      }
      connection.setNoDelay(true);
      const peer = new Peer(connection, type, this.#options);
      this.#open.add(peer);
      this.#serve(peer, serve);
    }
  }

  async #serve(peer: Peer, serve: (peer: Peer) => Promise<void>): Promise<void> {
    const limit = this.#options.handshakeTimeout ?? 10_000;
    const timer = setTimeout(() => peer.close(), limit);
    try {
      await peer.shakeHands();
      clearTimeout(timer);
      await serve(peer);
    } catch (error) {
      if (error instanceof ConnectionEnded) return;
      if (error instanceof ZmtpError) this.#options.onRefused?.(error);
      // Nothing that comes over one connection may end the process.
      else if (!isEnd(error)) console.error(error);
    } finally {
      clearTimeout(timer);
      this.#open.delete(peer);
      peer.close();
    }
  }
}

/** Whether a read failed because the connection ended, at either end. */
function isEnd(error: unknown): boolean {
  return error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted ||
    error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.ConnectionAborted || error instanceof Deno.errors.TimedOut;
}
