/**
 * Runs the tests of result stores against servers of Redis and S3, which it starts.
 *
 *     deno run -A test/interop/stores.ts REDIS_SERVER MOTO_SERVER
 *
 * @module
 */
import { createServer } from "node:net";

const [redisServer, motoServer] = Deno.args;
const [redisPort, s3Port] = [await freePort(), await freePort()];
const quiet = { stdout: "null", stderr: "null" } as const;
const folder = await Deno.makeTempDir();
const redis = new Deno.Command(redisServer, {
  args: ["--port", `${redisPort}`, "--save", "", "--appendonly", "no", "--dir", folder],
  ...quiet,
}).spawn();
const s3 = new Deno.Command(motoServer, {
  args: ["-H", "127.0.0.1", "-p", `${s3Port}`],
  ...quiet,
}).spawn();
const bucket = `http://127.0.0.1:${s3Port}/results`;
let code = 1;
try {
  await until(() => Deno.connect({ hostname: "127.0.0.1", port: redisPort }), (one) => one.close());
  await until(() => fetch(bucket, { method: "PUT" }), (reply) => reply.body?.cancel());
  const tests = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "npm:vitest@5.1.0",
      "run",
      "test/flow/stores/redis_backend",
      "test/flow/stores/s3_backend",
    ],
    env: { TRUNNION_TEST_REDIS: `redis://127.0.0.1:${redisPort}`, TRUNNION_TEST_S3: bucket },
  }).spawn().status;
  code = tests.code;
} finally {
  redis.kill("SIGTERM");
  s3.kill("SIGTERM");
  await Promise.all([redis.status, s3.status]);
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(code);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Asks until there is an answer, for half a minute. */
async function until<T>(ask: () => Promise<T>, done: (answer: T) => unknown): Promise<void> {
  const last = performance.now() + 30_000;
  for (;;) {
    try {
      await done(await ask());
      return;
    } catch (error) {
      if (performance.now() > last) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
