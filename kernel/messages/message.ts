/**
 * Jupyter's messages, version 5.4:
 * <https://jupyter-client.readthedocs.io/en/stable/messaging.html>.
 */
export const PROTOCOL_VERSION = "5.4";

/** Plain JSON. */
export type Json = Record<string, unknown>;

/** The header of a message. */
export interface Header {
  msg_id: string;
  session: string;
  username: string;
  /** ISO 8601. */
  date: string;
  msg_type: string;
  version: string;
  /** JupyterLab names the thread that is to answer. */
  subshell_id?: string | null;
}

/** A message with who sent it. */
export interface Message {
  /** The parts before the delimiter: names of clients, or a topic. */
  identities: Uint8Array[];
  header: Header;
  /** The header of what it answers; empty where it answers nothing. */
  parent: Partial<Header>;
  metadata: Json;
  content: Json;
  /** Bytes that belong to it, such as arrays of a widget. */
  buffers: Uint8Array[];
}
