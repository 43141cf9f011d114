import type { Json } from "../messages/message.ts";

/** Which comms are open, whoever opened them, for `comm_info_request`. */
export class Comms {
  readonly #targets = new Map<string, string>();

  /** A client has sent a message about a comm. */
  received(type: string, content: Json): void {
    this.#note(type, content);
  }

  /** The engine has sent a message, which may be about a comm. */
  sent(type: string, content: Json): void {
    if (type.startsWith("comm_")) this.#note(type, content);
  }

  /** The engine is gone, and its ends of the comms with it: the ids of those that were open. */
  clear(): string[] {
    const ids = [...this.#targets.keys()];
    this.#targets.clear();
    return ids;
  }

  /** The content of a `comm_info_reply`. */
  info({ target_name: wanted }: Json): Json {
    const open = [...this.#targets].filter(([, target]) => wanted == null || target === wanted);
    const comms = open.map(([id, target]) => [id, { target_name: target }]);
    return { status: "ok", comms: Object.fromEntries(comms) };
  }

  #note(type: string, { comm_id, target_name }: Json): void {
    if (type === "comm_open") this.#targets.set(String(comm_id), String(target_name));
    if (type === "comm_close") this.#targets.delete(String(comm_id));
  }
}
