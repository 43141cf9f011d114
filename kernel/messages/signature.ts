import { createHmac, timingSafeEqual } from "node:crypto";
import { MessageError } from "./message_error.ts";

/** Signs the four parts of a message, and checks signatures. */
export class Signer {
  readonly #key: string;
  readonly #algorithm: string;

  /**
   * @param key signs nothing where it is empty, as Jupyter asks for
   * @param scheme `hmac-` and a hash, e.g. `hmac-sha256`
   */
  constructor(key: string, scheme = "hmac-sha256") {
    if (!scheme.startsWith("hmac-")) {
      throw new MessageError(`messages are signed by 'hmac-' and a hash, not by '${scheme}'`);
    }
    this.#key = key;
    this.#algorithm = scheme.slice("hmac-".length);
    this.sign([]); // an unknown hash is found out now
  }

  /** The signature in hexadecimal digits, empty without a key. */
  sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** Whether `signature` is that of `parts`; takes the same time however much of it is right. */
  holds(signature: Uint8Array, parts: readonly Uint8Array[]): boolean {
    const right = new TextEncoder().encode(this.sign(parts));
    return signature.length === right.length && timingSafeEqual(signature, right);
  }
}
