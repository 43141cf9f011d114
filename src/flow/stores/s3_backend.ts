import { nodeProcess } from "../../base/node/builtins.ts";
import type { S3mini } from "s3mini";
import { UsageError } from "../../base/errors.ts";
import { isBelow } from "./result_id.ts";
import type { KeptResult, ResultBackend } from "./result_backend.ts";

/** How to reach a bucket. */
export interface S3BackendOptions {
  /** The bucket's address, e.g. `"https://s3.eu-central-1.amazonaws.com/my-results"`. */
  readonly endpoint: string;
  /**
   * What all keys begin with.
   *
   * @default {""}
   */
  readonly keyPrefix?: string;
  /**
   * Where the bucket is.
   *
   * @default {`AWS_REGION` of the environment, else "us-east-1"}
   */
  readonly region?: string;
  /**
   * The key's name.
   *
   * @default {`AWS_ACCESS_KEY_ID` of the environment}
   */
  readonly accessKeyId?: string;
  /**
   * The key itself.
   *
   * @default {`AWS_SECRET_ACCESS_KEY` of the environment}
   */
  readonly secretAccessKey?: string;
}

const [DOCUMENT, BYTES] = [".json", ".bin"];
/** Objects of results. */
const OWN = /(?:\.json|\.[0-9a-f]{16}\.bin)$/;

/**
 * Keeps results in a bucket of S3, or of what speaks its language: an object a result, as
 * `users/john.json`, with the numbers of arrays beside it in `users/john.<hash>.bin`.
 */
export class S3Backend implements ResultBackend {
  /** What it is, for messages. */
  readonly name: string;
  readonly #options: Required<S3BackendOptions>;
  #client: Promise<S3mini> | undefined;

  /**
   * Connects with the first call.
   *
   * @throws UsageError where no keys are given, nor stand in the environment
   */
  constructor(options: S3BackendOptions) {
    const {
      endpoint,
      keyPrefix = "",
      region = nodeProcess().env.AWS_REGION ?? "us-east-1",
      accessKeyId = nodeProcess().env.AWS_ACCESS_KEY_ID,
      secretAccessKey = nodeProcess().env.AWS_SECRET_ACCESS_KEY,
    } = options;
    if (!accessKeyId || !secretAccessKey) {
      throw new UsageError(
        `Cannot keep results in '${endpoint}': keys must be given, and are not. Give accessKeyId ` +
          "and secretAccessKey, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
      );
    }
    if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint)) {
      throw new UsageError(
        "Cannot keep results in S3: 'endpoint' must be the bucket's address as " +
          `https://s3.eu-central-1.amazonaws.com/my-results, found '${endpoint}'.`,
      );
    }
    this.#options = { endpoint, keyPrefix, region, accessKeyId, secretAccessKey };
    this.name = endpoint;
  }

  /** The document of a result; null where there is none. */
  async read(id: string): Promise<Uint8Array | null> {
    const found = await (await this.#s3()).getObjectArrayBuffer(this.#key(id) + DOCUMENT);
    return found === null ? null : new Uint8Array(found);
  }

  /** A part of the bytes beside a document. */
  async readBlob(id: string, blob: string, start: number, end: number): Promise<Uint8Array | null> {
    if (start === end) return new Uint8Array(0);
    const client = await this.#s3();
    try {
      const found = await client.getObjectRaw(this.#blob(id, blob), false, start, end);
      return new Uint8Array(await found.arrayBuffer());
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  /** Keeps a result. */
  async write(
    id: string,
    { document, blob }: KeptResult,
    onlyNew: boolean,
    old: string | null,
  ): Promise<boolean> {
    const client = await this.#s3();
    const key = this.#key(id);
    if (blob !== null) await client.putObject(this.#blob(id, blob.name), blob.bytes as never);
    // The bucket itself refuses what is there, whoever writes at the same moment.
    const condition = onlyNew ? { "if-none-match": "*" } : {};
    try {
      const type = "application/json";
      await client.putObject(
        key + DOCUMENT,
        document as never,
        type,
        undefined,
        condition as never,
      );
    } catch (error) {
      if (onlyNew && [409, 412].includes(statusOf(error) ?? 0)) return false;
      throw error;
    }
    if (old !== null && old !== blob?.name) await client.deleteObject(this.#blob(id, old));
    return true;
  }

  /** Takes a result away. */
  async remove(id: string, blob: string | null): Promise<boolean> {
    const client = await this.#s3();
    const isThere = await this.read(id) !== null; // S3 removes what is not there, too
    await client.deleteObject(this.#key(id) + DOCUMENT);
    if (blob !== null) await client.deleteObject(this.#blob(id, blob));
    return isThere;
  }

  /** The names at and below a prefix. */
  async ids(prefix: string): Promise<string[]> {
    const { keyPrefix } = this.#options;
    const keys = await this.#keys(keyPrefix + prefix);
    return keys.filter((key) => key.endsWith(DOCUMENT))
      .map((key) => key.slice(keyPrefix.length, -DOCUMENT.length))
      .filter((id) => isBelow(id, prefix));
  }

  /** Takes all away that begins with the prefix of the keys. */
  async clear(): Promise<void> {
    const own = (await this.#keys(this.#options.keyPrefix)).filter((key) => OWN.test(key));
    if (own.length > 0) await (await this.#s3()).deleteObjects(own);
  }

  /** Nothing is held that must be given up. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async #keys(prefix: string): Promise<string[]> {
    const found = await (await this.#s3()).listObjects("/", prefix);
    if (found !== null) return found.map(({ Key }) => Key);
    throw new UsageError(
      `Cannot list the results in '${this.name}': there is no such bucket. Make it, or correct ` +
        "the address.",
    );
  }

  #s3(): Promise<S3mini> {
    return this.#client ??= import("s3mini").then(({ S3mini }) => new S3mini(this.#options));
  }

  #key(id: string): string {
    return this.#options.keyPrefix + id;
  }

  #blob(id: string, blob: string): string {
    return `${this.#key(id)}.${blob}${BYTES}`;
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { status?: number }).status;
}
