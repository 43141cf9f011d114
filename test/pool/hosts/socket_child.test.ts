import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { hostFlags } from "../../../src/pool/hosts/host_flags.ts";
import { HostedWorker } from "../../../src/pool/hosts/hosted_worker.ts";
import { startSocketChild } from "../../../src/pool/hosts/socket_child.ts";
import { toBytes } from "../../../src/pool/channel/wire.ts";

const handler = new URL("../fixtures/handler.ts", import.meta.url).href;
const READ = `--allow-read=${fileURLToPath(new URL("../../../", import.meta.url))}`;
const NOBODY = {
  onMessage: () => {},
  onText: () => {},
  onError: () => {},
  onExit: () => {},
};

/** Folders in which a host is to find its parent. */
const meetings = () => readdirSync(tmpdir()).filter((name) => name.startsWith("trunnion-line-"));

let worker: HostedWorker | null = null;
afterEach(() => worker?.close(1000));

/** What a worker with such permissions makes of 21, where it doubles. */
async function double(permissions: readonly string[]): Promise<unknown> {
  worker = new HostedWorker(0, () => {}, hostFlags({ permissions }));
  await worker.boot({ kinds: { test: { module: handler, config: {} } }, exits: "refuse" }, 60_000);
  const answers: unknown[] = [];
  const items = [{ index: 0, payload: { do: "double", n: 21 } }];
  await worker.runBatch("test", items, { id: 0, bytes: toBytes(null) }, (messages) => {
    answers.push(...messages.map((one) => one.kind === "done" ? one.value : one));
  });
  return answers;
}

test.each([
  ["all permissions", ["-A"]],
  ["few of them", [READ]],
  ["one of them taken away, so that it talks over Node's line", ["-A", "--deny-ffi"]],
])("a host with %s answers", async (_, permissions) => {
  expect(await double(permissions)).toEqual([42]);
});

test("nobody talks over a socket where that might not be allowed", () => {
  const child = startSocketChild(hostFlags({ permissions: ["-A", "--deny-net"] }), true, NOBODY);
  expect(child).toBe(null);
});

test("nothing is left of the way to a parent, even where the host never comes", async () => {
  const before = meetings();
  const child = startSocketChild(hostFlags({ permissions: ["--no-such-flag"] }), true, NOBODY)!;
  await child.closed;
  await double(["-A"]);
  await vi.waitFor(() => expect(meetings().filter((name) => !before.includes(name))).toEqual([]));
});
