import { Peer, type PeerOptions } from "./peer.ts";
import type { SocketType } from "./socket_type.ts";
import { ZmtpError } from "./zmtp_error.ts";

/** Where to connect to. */
export interface DialOptions extends PeerOptions {
  hostname: string;
  port: number;
  /** Ends the attempts. */
  signal: AbortSignal;
}

const PAUSE = 5;

/**
 * Connects to a socket that may not be listening yet: tries until it is, or `signal` is aborted.
 *
 * @throws {ZmtpError} where the other end does not keep to ZMTP
 * @throws {Error} the signal's reason
 */
export async function dial(type: SocketType, options: DialOptions): Promise<Peer> {
  const { signal } = options;
  while (true) {
    signal.throwIfAborted();
    try {
      return await connect(type, options);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ZmtpError) throw error;
      // Nobody listens there, or no longer.
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}

async function connect(type: SocketType, options: DialOptions): Promise<Peer> {
  const { hostname, port, signal } = options;
  const connection = await Deno.connect({ hostname, port });
  connection.setNoDelay(true);
  const peer = new Peer(connection, type, options);
  const stop = () => peer.close();
  signal.addEventListener("abort", stop);
  try {
    await peer.shakeHands();
    return peer;
  } catch (error) {
    peer.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
