import type {
  CommExtras,
  CommTarget,
  NotebookComm,
  NotebookComms,
} from "../../../src/base/notebook/notebook_comms.ts";
import { broadcast } from "./broadcast.ts";

/** What passes over a comm. */
export interface CommMessage {
  type: "comm_open" | "comm_msg" | "comm_close";
  content: { comm_id: string; target_name?: string; data?: unknown };
  metadata?: Record<string, unknown>;
  /** In Base64, as messages to the engine are lines of text. */
  buffers?: string[];
}

/** The comms of one kernel. */
export class Comms implements NotebookComms {
  readonly #targets = new Map<string, CommTarget>();
  readonly #comms = new Map<string, NotebookComm>();

  register(target: string, open: CommTarget): void {
    this.#targets.set(target, open);
  }

  open(target: string, data: unknown = {}, extras: CommExtras = {}): NotebookComm {
    const comm = this.#make(crypto.randomUUID(), target);
    send("comm_open", { comm_id: comm.id, target_name: target, data }, extras);
    return comm;
  }

  /** Takes what the page has sent. */
  take(message: CommMessage): void {
    const { comm_id: id, target_name: target = "", data } = message.content;
    const buffers = (message.buffers ?? []).map((text) => Uint8Array.fromBase64(text));
    if (message.type === "comm_open") {
      const open = this.#targets.get(target);
      // Jupyter's rule: who has no such target closes at once.
      if (open === undefined) return broadcast("comm_close", { comm_id: id, data: {} });
      return open(this.#make(id, target), data, buffers);
    }
    const comm = this.#comms.get(id);
    if (message.type === "comm_msg") return comm?.onMessage(data, buffers);
    this.#comms.delete(id);
    comm?.onClose(data);
  }

  #make(id: string, target: string): NotebookComm {
    const comm: NotebookComm = {
      id,
      target,
      onMessage: () => {},
      onClose: () => {},
      send: (data, extras = {}) => send("comm_msg", { comm_id: id, data: data ?? {} }, extras),
      close: (data = {}) => {
        if (this.#comms.delete(id)) broadcast("comm_close", { comm_id: id, data });
      },
    };
    this.#comms.set(id, comm);
    return comm;
  }
}

function send(
  type: string,
  content: Record<string, unknown>,
  { metadata, buffers }: CommExtras,
): void {
  broadcast(type, content, { metadata, buffers: buffers && [...buffers] });
}
