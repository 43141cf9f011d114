import { broadcast } from "./broadcast.ts";

/** What passes over a comm. */
export interface CommMessage {
  type: "comm_open" | "comm_msg" | "comm_close";
  content: { comm_id: string; target_name?: string; data?: unknown };
  metadata?: Record<string, unknown>;
  /** In Base64, as messages to the engine are lines of text. */
  buffers?: string[];
}

/** One end of a comm: a two-way channel between a notebook's page and its cells. */
class Comm {
  readonly id: string;
  readonly target: string;
  /** Is called with what the other end sends. */
  onMessage: (data: unknown, buffers: Uint8Array[]) => void = () => {};
  /** Is called when the other end closes. */
  onClose: (data: unknown) => void = () => {};

  constructor(id: string, target: string) {
    this.id = id;
    this.target = target;
  }

  send(data: unknown, options: CommOptions = {}): void {
    broadcast("comm_msg", { comm_id: this.id, data: data ?? {} }, options);
  }
}

/** What may go along with a comm's data. */
interface CommOptions {
  metadata?: Record<string, unknown>;
  buffers?: Uint8Array[];
}

/** Is called with a comm that the page has opened, and the data that came with it. */
type CommTarget = (comm: Comm, data: unknown, buffers: Uint8Array[]) => void;

/** The comms of one kernel. */
export class Comms {
  readonly #targets = new Map<string, CommTarget>();
  readonly #comms = new Map<string, Comm>();

  /** Says what is to be done with comms that the page opens for `target`. */
  register(target: string, open: CommTarget): void {
    this.#targets.set(target, open);
  }

  /** Opens a comm to the page. */
  open(target: string, data: unknown = {}, options: CommOptions = {}): Comm {
    const comm = new Comm(crypto.randomUUID(), target);
    this.#comms.set(comm.id, comm);
    broadcast("comm_open", { comm_id: comm.id, target_name: target, data }, options);
    return comm;
  }

  /** Closes a comm from this end. */
  close(comm: Comm, data: unknown = {}): void {
    if (this.#comms.delete(comm.id)) broadcast("comm_close", { comm_id: comm.id, data });
  }

  /** Takes what the page has sent. */
  take(message: CommMessage): void {
    const { comm_id: id, target_name: target = "", data } = message.content;
    const buffers = (message.buffers ?? []).map((text) => Uint8Array.fromBase64(text));
    if (message.type === "comm_open") {
      const open = this.#targets.get(target);
      // Jupyter's rule: who has no such target closes at once.
      if (open === undefined) return broadcast("comm_close", { comm_id: id, data: {} });
      const comm = new Comm(id, target);
      this.#comms.set(id, comm);
      return open(comm, data, buffers);
    }
    const comm = this.#comms.get(id);
    if (message.type === "comm_msg") return comm?.onMessage(data, buffers);
    this.#comms.delete(id);
    comm?.onClose(data);
  }
}
