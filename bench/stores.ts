/**
 * How many results are set and got in a second, by store, beside a file of JSON that is written and
 * read by hand, and a bare map.
 *
 * ```sh
 * deno run -A bench/stores.ts
 * deno run -A bench/stores.ts --redis redis://127.0.0.1:6379 --s3 http://127.0.0.1:5000/results
 * ```
 *
 * Each result is an object of three fields; with `--array` it also has 1,000 numbers. Calls go on
 * `--at-once` at a time. Redis and S3 are asked where they are given: a server of one's own.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  FileBackend,
  MemoryBackend,
  RedisBackend,
  type ResultBackend,
  ResultsManager,
  S3Backend,
  SqliteBackend,
} from "../stores.ts";

const { values: options } = parseArgs({
  args: Deno.args,
  options: {
    count: { type: "string", default: "3000" },
    "at-once": { type: "string", default: "8" },
    array: { type: "boolean", default: false },
    redis: { type: "string" },
    s3: { type: "string" },
  },
});
const count = Number(options.count), atOnce = Number(options["at-once"]);
const folder = mkdtempSync(join(tmpdir(), "trunnion-bench-stores-"));
const numbers = Float64Array.from({ length: 1000 }, Math.random);
const valueOf = (i: number) => ({
  ...{ name: "John Doe", age: i, email: "john@example.com" },
  ...(options.array ? { numbers } : {}),
});
const keys = { accessKeyId: "test", secretAccessKey: "test" };

interface Store {
  set(i: number): Promise<unknown>;
  get(i: number): Promise<unknown>;
}

function managed(backend: ResultBackend): Store {
  const results = new ResultsManager({ backend });
  return {
    set: (i) => results.set(`users/user${i}`, valueOf(i), { ifExists: "overwrite" }),
    get: (i) => results.get(`users/user${i}`),
  };
}

const plain = new Map<number, string>();
const stores: Record<string, () => Store> = {
  "a map of JSON": () => ({
    set: (i) => Promise.resolve(plain.set(i, JSON.stringify(valueOf(i)))),
    get: (i) => Promise.resolve(JSON.parse(plain.get(i)!)),
  }),
  "files of JSON, by hand": () => ({
    set: (i) => writeFile(join(folder, `${i}.json`), JSON.stringify(valueOf(i))),
    get: async (i) => JSON.parse(await readFile(join(folder, `${i}.json`), "utf8")),
  }),
  memory: () => managed(new MemoryBackend()),
  files: () => managed(new FileBackend(join(folder, "files"))),
  SQLite: () => managed(new SqliteBackend(join(folder, "results.sqlite"))),
  ...options.redis && { Redis: () => managed(new RedisBackend({ url: options.redis! })) },
  ...options.s3 && { S3: () => managed(new S3Backend({ endpoint: options.s3!, ...keys })) },
};

async function perSecond(work: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) await work(next++);
  }));
  return Math.round(count / (performance.now() - started) * 1000);
}

try {
  const rows: Record<string, { "set/s": number; "get/s": number }> = {};
  for (const [name, make] of Object.entries(stores)) {
    const store = make();
    await perSecond(store.set); // warm
    rows[name] = { "set/s": await perSecond(store.set), "get/s": await perSecond(store.get) };
  }
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true });
}
Deno.exit(0); // connections of clients are open
