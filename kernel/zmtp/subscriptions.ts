import type { Command } from "./command.ts";

const SUBSCRIBE = 1;
const CANCEL = 0;

/** What one subscriber wants to hear: prefixes of a message's first part, counted. */
export class Subscriptions {
  readonly #prefixes: Uint8Array[] = [];

  /** Whether a message that begins with `first` is wanted. */
  has(first: Uint8Array): boolean {
    return this.#prefixes.some((prefix) => beginsWith(first, prefix));
  }

  /** Takes a message of ZMTP 3.0 to a publisher; the prefix where it is a new subscription. */
  takeMessage(parts: readonly Uint8Array[]): Uint8Array | undefined {
    const [kind] = parts[0];
    if (kind === SUBSCRIBE) return this.#add(parts[0].subarray(1));
    if (kind === CANCEL) this.#remove(parts[0].subarray(1));
    return undefined;
  }

  /** Takes a command of ZMTP 3.1; the prefix where it is a new subscription. */
  takeCommand(command: Command): Uint8Array | undefined {
    if (command.name === "SUBSCRIBE") return this.#add(command.body);
    if (command.name === "CANCEL") this.#remove(command.body);
    return undefined;
  }

  #add(prefix: Uint8Array): Uint8Array {
    const own = prefix.slice();
    this.#prefixes.push(own);
    return own;
  }

  #remove(prefix: Uint8Array): void {
    const index = this.#prefixes.findIndex((have) =>
      have.length === prefix.length && beginsWith(have, prefix)
    );
    if (index >= 0) this.#prefixes.splice(index, 1);
  }
}

function beginsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.length <= bytes.length && prefix.every((byte, i) => bytes[i] === byte);
}
