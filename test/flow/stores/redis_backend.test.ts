/** Redis, where `test/interop/stores.ts` has started a server of it. @module */
import { Buffer } from "node:buffer";
import process from "node:process";
import { Redis } from "ioredis";
import { afterAll, describe, expect, test } from "vitest";
import { RedisBackend, type ResultBackend, ResultsManager } from "../../../stores.ts";
import { describeBackend } from "./kept_results.ts";

const { TRUNNION_TEST_REDIS: redis } = process.env;
let count = 0;
const prefixes = new Map<ResultBackend, string>();

function withPrefix(keyPrefix = `test${count++}:*[x]/`): ResultBackend {
  const backend = new RedisBackend({ url: redis!, keyPrefix });
  prefixes.set(backend, keyPrefix);
  return backend;
}

describe.skipIf(redis === undefined)("a server of Redis", () => {
  const client = redis === undefined ? null : new Redis(redis, { lazyConnect: true });
  afterAll(() => client?.disconnect());

  describeBackend("Redis", {
    make: () => withPrefix(),
    damage: async (backend, id, document) => {
      await client!.hset(prefixes.get(backend)! + id, "document", Buffer.from(document));
    },
    again: (backend) => withPrefix(prefixes.get(backend)!),
  });

  test("the server forgets by itself what has expired", async () => {
    await using results = new ResultsManager({ backend: withPrefix() });
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

test("a server that is not there is told, without its password", async () => {
  const backend = new RedisBackend({ url: "redis://:secret@127.0.0.1:1" });
  await using results = new ResultsManager({ backend });
  const [{ reason }] = await Promise.allSettled([results.get("a")]) as PromiseRejectedResult[];
  expect(reason.message).toMatch(/Cannot reach the results in 'redis:\/\/\*\*\*@127.0.0.1:1'/);
  expect(JSON.stringify(reason.data) + reason.message).not.toContain("secret");
});

test("an address that is none is refused at once", () => {
  expect(() => new RedisBackend({ url: "localhost:6379" })).toThrow("redis://127.0.0.1:6379");
});
