/**
 * Redis and S3, where `test/interop/stores.ts` has started servers of them.
 *
 * @module
 */
import process from "node:process";
import { Redis } from "ioredis";
import { S3mini } from "s3mini";
import { afterAll, describe, expect, test } from "vitest";
import { RedisBackend, type ResultBackend, ResultsManager, S3Backend } from "../../../stores.ts";
import { describeBackend } from "./kept_results.ts";

const { TRUNNION_TEST_REDIS: redis, TRUNNION_TEST_S3: s3 } = process.env;
let count = 0;
const prefixes = new Map<ResultBackend, string>();
const withPrefix = <T extends ResultBackend>(make: (keyPrefix: string) => T, prefix?: string) => {
  const keyPrefix = prefix ?? `test${count++}:*[x]/`;
  const backend = make(keyPrefix);
  prefixes.set(backend, keyPrefix);
  return backend;
};

describe.skipIf(redis === undefined)("a server of Redis", () => {
  const make = (keyPrefix: string) => new RedisBackend({ url: redis!, keyPrefix });
  const client = redis === undefined ? null : new Redis(redis, { lazyConnect: true });
  afterAll(() => client?.disconnect());

  describeBackend("Redis", {
    make: () => withPrefix(make),
    damage: async (backend, id, document) => {
      await client!.hset(prefixes.get(backend)! + id, "document", Buffer.from(document));
    },
    again: (backend) => withPrefix(make, prefixes.get(backend)!),
  });

  test("the server forgets by itself what has expired", async () => {
    await using results = new ResultsManager({ backend: withPrefix(make) });
    await results.set("short", 1, { ttl: 3_600_000 });
    await results.set("ever", 1);
    const prefix = prefixes.get(results.backend)!;
    expect(await client!.pttl(`${prefix}short`)).toBeGreaterThan(3_500_000);
    expect(await client!.pttl(`${prefix}ever`)).toBe(-1);
    await results.set("short", 2, { ifExists: "overwrite" });
    expect(await client!.pttl(`${prefix}short`)).toBe(-1);
    await results.clear();
  });
});

describe.skipIf(s3 === undefined)("a server of S3", () => {
  const keys = { region: "us-east-1", accessKeyId: "test", secretAccessKey: "test" };
  const make = (keyPrefix: string) => new S3Backend({ endpoint: s3!, keyPrefix, ...keys });

  describeBackend("S3", {
    make: () => withPrefix(make),
    damage: async (backend, id, document) => {
      const key = `${prefixes.get(backend)}${id}.json`;
      await new S3mini({ endpoint: s3!, ...keys }).putObject(key, Buffer.from(document));
    },
    again: (backend) => withPrefix(make, prefixes.get(backend)!),
  });

  test("a bucket that is not there is told", async () => {
    const backend = new S3Backend({ endpoint: `${s3}-not`, ...keys });
    await expect(new ResultsManager({ backend }).listIds()).rejects.toThrow("no such bucket");
  });
});

test("a server that is not there is told, without its password", async () => {
  const backend = new RedisBackend({ url: "redis://:secret@127.0.0.1:1" });
  await using results = new ResultsManager({ backend });
  const [{ reason }] = await Promise.allSettled([results.get("a")]) as PromiseRejectedResult[];
  expect(reason.message).toMatch(/Cannot reach the results in 'redis:\/\/\*\*\*@127.0.0.1:1'/);
  expect(JSON.stringify(reason.data) + reason.message).not.toContain("secret");
});

test("addresses and keys that are none are refused at once", () => {
  expect(() => new RedisBackend({ url: "localhost:6379" })).toThrow("redis://127.0.0.1:6379");
  const endpoint = "https://s3.example.com/bucket";
  expect(() => new S3Backend({ endpoint, accessKeyId: "", secretAccessKey: "" })).toThrow(
    "AWS_ACCESS_KEY_ID",
  );
  const keys = { accessKeyId: "a", secretAccessKey: "b" };
  expect(() => new S3Backend({ endpoint: "bucket", ...keys })).toThrow("found 'bucket'");
});
