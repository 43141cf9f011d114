import type { Redis } from "ioredis";
import { UsageError } from "../../base/errors.ts";
import { isBelow } from "./result_id.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";

/** How to reach a Redis. */
export interface RedisBackendOptions {
  /** The server, e.g. `"redis://127.0.0.1:6379/0"`. A password may stand in it. */
  readonly url: string;
  /**
   * What all keys begin with.
   *
   * @default {"trunnion:results:"}
   */
  readonly keyPrefix?: string;
}

/** Fields of the hash that a result is. */
const [DOCUMENT, BLOB] = ["document", "blob"];
/** Names that are asked for at once while all are looked through. */
const AT_ONCE = 1000;

/**
 * Keeps a result only if there is none, whoever writes at the same moment. Keys: the result's.
 * Arguments: whether it must be new, the time it expires or "", and the hash's fields.
 */
const WRITE = `
if ARGV[1] == "1" and redis.call("EXISTS", KEYS[1]) == 1 then return 0 end
redis.call("DEL", KEYS[1])
redis.call("HSET", KEYS[1], unpack(ARGV, 3))
if ARGV[2] ~= "" then redis.call("PEXPIREAT", KEYS[1], ARGV[2]) end
return 1`;

/** A part of a field, if the blob there is the one that was meant. */
const PART = `
if redis.call("HGET", KEYS[1], "name") ~= ARGV[1] then return false end
return string.sub(redis.call("HGET", KEYS[1], "blob"), tonumber(ARGV[2]) + 1, tonumber(ARGV[3]))`;

/** Keeps results in Redis or Valkey: a hash a result. Many machines may use it at once. */
export class RedisBackend implements ResultBackend {
  /** What it is, for messages; without the password. */
  readonly name: string;
  readonly #url: string;
  readonly #prefix: string;
  #client: Promise<Redis> | undefined;

  /**
   * Connects with the first call.
   *
   * @throws UsageError for an address that is none
   */
  constructor({ url, keyPrefix = "trunnion:results:" }: RedisBackendOptions) {
    if (!/^(?:rediss?|valkeys?):/.test(url) || !URL.canParse(url)) {
      throw new UsageError(
        `Cannot keep results in Redis: 'url' must be an address as redis://127.0.0.1:6379, found ` +
          `'${withoutPassword(url)}'.`,
      );
    }
    this.#url = url;
    this.#prefix = keyPrefix;
    this.name = withoutPassword(url);
  }

  /** The document of a result; null where there is none. */
  async read(id: string): Promise<Uint8Array | null> {
    return await (await this.#connected()).hgetBuffer(this.#prefix + id, DOCUMENT);
  }

  /** A part of the bytes beside a document. */
  async readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null> {
    const client = await this.#connected();
    const found = await client.callBuffer("EVAL", PART, 1, this.#prefix + id, blob, start, end);
    return found as Uint8Array | null;
  }

  /** Keeps a result. */
  async write(id: string, result: KeptResult, onlyNew: boolean): Promise<boolean> {
    const { document, blob, expires } = result;
    const fields: (string | Uint8Array)[] = [DOCUMENT, document];
    if (blob !== null) fields.push("name", blob.name, BLOB, blob.bytes);
    const client = await this.#connected();
    const args = [onlyNew ? "1" : "0", expires === null ? "" : String(expires), ...fields];
    const bytes = args.map((arg) => typeof arg === "string" ? arg : Buffer.from(arg));
    return await client.eval(WRITE, 1, this.#prefix + id, ...bytes) === 1;
  }

  /** Takes a result away. */
  async remove(id: string): Promise<boolean> {
    return await (await this.#connected()).del(this.#prefix + id) > 0;
  }

  /** The names at and below a prefix. */
  async ids(prefix: string): Promise<string[]> {
    const client = await this.#connected();
    const found = new Set<string>(); // a scan may give a name twice
    const match = `${(this.#prefix + prefix).replace(/[\\*?[\]]/g, "\\$&")}*`;
    let cursor = "0";
    do {
      const [next, keys] = await client.scan(cursor, "MATCH", match, "COUNT", AT_ONCE);
      for (const key of keys) found.add(key.slice(this.#prefix.length));
      cursor = next;
    } while (cursor !== "0");
    return [...found].filter((id) => isBelow(id, prefix));
  }

  /** Takes all away that begins with the prefix of the keys. */
  async clear(): Promise<void> {
    const client = await this.#connected();
    const keys = (await this.ids("")).map((id) => this.#prefix + id);
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      await client.unlink(...keys.slice(at, at + AT_ONCE));
    }
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    (await this.#client?.catch(() => undefined))?.disconnect();
    this.#client = undefined;
  }

  #connected(): Promise<Redis> {
    return this.#client ??= this.#connect().catch((cause) => {
      this.#client = undefined;
      throw new UsageError(
        `Cannot reach the results in '${this.name}': ${(cause as Error).message}. Start the ` +
          "server, or correct the address.",
        { cause, data: { url: this.name } },
      );
    });
  }

  async #connect(): Promise<Redis> {
    const { Redis } = await import("ioredis");
    const client = new Redis(this.#url, {
      lazyConnect: true,
      // A call fails where the server has gone, rather than waiting for it for ever.
      maxRetriesPerRequest: 1,
      retryStrategy: (times) => times > 1 ? null : 100,
    });
    let failure: Error | undefined;
    client.on("error", (error) => failure = error);
    try {
      await client.connect();
    } catch (error) {
      client.disconnect();
      throw failure ?? error;
    }
    return client;
  }
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//***@");
}
