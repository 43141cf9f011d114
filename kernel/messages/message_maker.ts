import { type Header, type Json, type Message, PROTOCOL_VERSION } from "./message.ts";

/** What a message to be sent may have beside its type and content. */
interface MessageExtras {
  identities?: Uint8Array[];
  parent?: Partial<Header>;
  metadata?: Json;
  buffers?: Uint8Array[];
}

/** Makes the messages of one session, each with an id of its own. */
export class MessageMaker {
  readonly session: string;
  readonly #username: string;
  #count = 0;

  constructor(username = "kernel", session: string = crypto.randomUUID()) {
    this.session = session;
    this.#username = username;
  }

  make(type: string, content: Json, extras: MessageExtras = {}): Message {
    const header: Header = {
      msg_id: `${this.session}_${++this.#count}`,
      session: this.session,
      username: this.#username,
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    };
    return {
      identities: extras.identities ?? [],
      header,
      parent: extras.parent ?? {},
      metadata: extras.metadata ?? {},
      content,
      buffers: extras.buffers ?? [],
    };
  }
}
