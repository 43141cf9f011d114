import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KernelClient } from "../../../src/cad/occt/kernel_client.ts";
import { ended, isRunning } from "./processes.ts";
import { hanging, makeStepParts, type StepParts } from "./step_parts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

let parts: StepParts;
let kernel: KernelClient;
beforeAll(async () => {
  parts = await makeStepParts();
  kernel = new KernelClient();
});
afterAll(() => kernel.close());

describe("the life of the process", () => {
  test("a kernel that has grown above its limit is replaced", async () => {
    const small = new KernelClient({ maxHeapBytes: 1 });
    for (const renewals of [1, 2, 3]) {
      expect((await small.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
      expect(small.state).toMatchObject({ boots: 1, renewals });
    }
    await small.close();
  });

  test("close ends a reading at once, and takes no more", async () => {
    const short = new KernelClient();
    await short.warmUp();
    const pid = short.state.pid!;
    const failed = expect(short.readStep(bytes(hanging(parts)))).rejects.toThrow("closed");
    await sleep(50);
    await short.close();
    await short.close();
    await failed;
    expect(isRunning(pid)).toBe(false);
    await expect(short.readStep(bytes(parts.box))).rejects.toThrow("closed");
  });

  test("Ctrl-C, which reaches the whole group, is left to the parent", async () => {
    await kernel.warmUp();
    const pid = kernel.state.pid!;
    process.kill(pid, "SIGINT");
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
    expect(kernel.state.pid).toBe(pid);
  });

  test("it makes sample parts, which are read back whole", async () => {
    const request = { seed: 7, index: 0, family: "bushing", arrangement: "single", file: "a.step" };
    const maker = new URL("../../../src/cad/samples/part_maker.ts", import.meta.url).href;
    const { file, info } = await kernel.make(maker, request);
    expect(info).toMatchObject({ family: "bushing", file: "a.step" });
    const again = await kernel.make(maker, request);
    expect(text(again.file)).toBe(text(file));
    const { faceIds } = await kernel.readStep(file);
    expect(faceIds).toHaveLength((info as { faces: unknown[] }).faces.length);
  });

  test("a Web Worker has a kernel of its own", async () => {
    const worker = new Worker(new URL("./parent_worker.ts", import.meta.url), {
      type: "module",
    });
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(bytes(parts.notched));
    expect(await promise).toBe(7);
    worker.terminate();
  });
});

describe("the parent's end is the kernel's end", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "trunnion-kernel-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const start = async (...args: string[]) => {
    const parent = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--allow-read",
        "--allow-run",
        fileURLToPath(new URL("./parent_process.ts", import.meta.url)),
        ...args,
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const reader = parent.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = Number((await reader.read()).value);
    return { parent, pid, reader };
  };

  test("when it ends by itself, with an idle kernel", async () => {
    const { parent, pid, reader } = await start();
    expect(pid).toBeGreaterThan(0);
    expect((await parent.status).code).toBe(0);
    await ended(pid);
    await reader.cancel();
  });

  test("when it is killed in the middle of a reading", async () => {
    const path = join(folder, "hanging.step");
    await writeFile(path, hanging(parts));
    const { parent, pid, reader } = await start(path);
    await sleep(300);
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    await parent.status;
    await ended(pid);
    await reader.cancel();
  });
});
