/**
 * Values as bytes, for the way between pools and their workers.
 *
 * A value that cannot be cloned breaks the line between two processes without a word. So values are
 * serialised where the error can be caught. A process that only passes them on does not read them.
 *
 * @module
 */
import { v8 } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";

/** A value that cannot be cloned, such as a function; its message says what it was. */
export class NotSendable extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = "DataCloneError";
  }
}

/** @throws NotSendable */
export function toBytes(value: unknown): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(v8().serialize(value)); // a copy: the buffer may be part of a pool
  } catch (cause) {
    throw new NotSendable(cause);
  }
}

/** What {@linkcode toBytes} was given. */
export function fromBytes(bytes: Uint8Array): unknown {
  return v8().deserialize(bytes);
}
