import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  KernelCrash,
  KernelMemory,
  KernelTimeout,
  KernelUnavailable,
  MalformedStep,
  NoBodies,
} from "../../../src/cad/errors.ts";
import { KernelClient } from "../../../src/cad/occt/kernel_client.ts";
import { ended, isRunning } from "./processes.ts";
import { hanging, makeStepParts, padded, type StepParts, trapping } from "./step_parts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

let parts: StepParts;
let kernel: KernelClient;
beforeAll(async () => {
  Deno.env.set("KERNEL_TEST_LICENSE", "hidden-value");
  parts = await makeStepParts();
  kernel = new KernelClient();
});
afterAll(async () => {
  Deno.env.delete("KERNEL_TEST_LICENSE");
  await kernel.close();
});

test.skipIf(Deno.build.os !== "linux")("its process knows no licence", async () => {
  await kernel.warmUp();
  const environment = await Deno.readTextFile(`/proc/${kernel.state.pid}/environ`);
  expect(environment).toContain("PATH=");
  expect(environment).not.toContain("hidden-value");
});

describe("reading", () => {
  test("gives the B-Rep as text, and the entity of each face", async () => {
    const { brep, faceIds, fileUnits, timings, heapBytes } = await kernel.readStep(
      bytes(parts.box),
    );
    expect(text(brep)).toContain("CASCADE Topology");
    expect(faceIds).toHaveLength(6);
    for (const id of faceIds) expect(parts.box).toContain(`#${id} = ADVANCED_FACE(`);
    expect(new Set(faceIds).size).toBe(6);
    expect(fileUnits).toBe("mm");
    expect(Object.keys(timings).sort()).toEqual(["dump", "ids", "read", "transfer"]);
    expect(heapBytes).toBeGreaterThan(1e6);
    expect(kernel.state.kernelVersion).toMatch(/^\d+\.\d+/);
    expect(kernel.takePeakBytes()).toBeGreaterThan(1e7);
    expect(kernel.takePeakBytes()).toBeNull();
  });

  test("counts the faces of a shape that stands in three places once", async () => {
    const { faceIds } = await kernel.readStep(bytes(parts.assembly));
    expect(faceIds).toHaveLength(6);
    expect([...faceIds]).not.toContain(0);
  });

  test("finds the entities of faces where a number is given twice", async () => {
    const data = /DATA;([\s\S]*?)ENDSEC;/.exec(parts.notched)![1];
    const twice = parts.notched.replace(data, data + data);
    const { faceIds } = await kernel.readStep(bytes(twice));
    const once = await kernel.readStep(bytes(parts.notched));
    expect(faceIds).toEqual(once.faceIds);
  });

  test("answers requests in their order, however many wait", async () => {
    const [box, garbage, cylinder] = await Promise.allSettled([
      kernel.readStep(bytes(parts.box)),
      kernel.readStep(bytes("not STEP")),
      kernel.readStep(bytes(parts.cylinder)),
    ]);
    expect(box).toMatchObject({ value: { faceIds: { length: 6 } } });
    expect(garbage).toMatchObject({ reason: expect.any(MalformedStep) });
    expect(cylinder).toMatchObject({ value: { faceIds: { length: 3 } } });
  });

  test("says so where a file has no shape", async () => {
    const none = parts.box.replace(
      /DATA;[\s\S]*?ENDSEC;/,
      "DATA;\n#1=DIRECTION('',(1.,0.,0.));\nENDSEC;",
    );
    await expect(kernel.readStep(bytes(none))).rejects.toThrow(NoBodies);
  });

  test("survives parentheses that fill the parser's stack", async () => {
    const depth = 100_000;
    const deep = `#999999=DIRECTION('',${"(".repeat(depth)}1.${
      ")".repeat(depth)
    });\nENDSEC;\nEND-ISO`;
    const { pid } = kernel.state;
    const file = parts.box.replace(/ENDSEC;\s*END-ISO/, deep);
    const { faceIds } = await kernel.readStep(bytes(file));
    expect(faceIds).toHaveLength(6);
    expect(kernel.state.pid).toBe(pid);
  });

  test("leaves lengths in millimetres, whatever the file's unit", async () => {
    const metres = parts.box.replace("SI_UNIT(.MILLI.,.METRE.)", "SI_UNIT($,.METRE.)");
    const { brep, fileUnits } = await kernel.readStep(bytes(metres));
    expect(fileUnits).toBe("m");
    expect(text(brep)).toContain("30000");
  });
});

describe("what goes wrong", () => {
  test("a deadline ends a reading that never would, and the next one works", async () => {
    const slow = kernel.readStep(bytes(hanging(parts)), { deadline: 300 });
    await expect(slow).rejects.toThrow(KernelTimeout);
    await expect(slow).rejects.toMatchObject({ data: { deadline: 300 } });
    const { boots } = kernel.state;
    expect(kernel.state.pid).toBeNull();
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
    expect(kernel.state.boots).toBe(boots + 1);
  });

  test("a trap costs the instance, and not the process", async () => {
    await kernel.warmUp();
    const { pid, renewals } = kernel.state;
    await expect(kernel.readStep(bytes(trapping(parts)))).rejects.toThrow(KernelCrash);
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
    expect(kernel.state).toMatchObject({ pid, renewals: renewals + 1 });
  });

  test("a process killed after a trap is replaced without a word", async () => {
    await expect(kernel.readStep(bytes(trapping(parts)))).rejects.toThrow(KernelCrash);
    const { pid } = kernel.state;
    process.kill(pid!, "SIGKILL");
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
    expect(kernel.state.pid).not.toBe(pid);
  });

  test("a file that needs more memory than there may be is an error, and the next one works", async () => {
    const maxMemoryBytes = 104 * 2 ** 20; // the kernel begins with 100 MiB
    const large = bytes(padded(parts.box, 280_000));
    const tight = new KernelClient({ maxMemoryBytes });
    try {
      const reading = tight.readStep(large);
      await expect(reading).rejects.toThrow(KernelMemory);
      await expect(reading).rejects.toMatchObject({ data: { maxMemoryBytes } });
      await expect(reading).rejects.toThrow("104 MiB");
      expect((await tight.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
      expect(tight.state).toMatchObject({ boots: 1, renewals: 1 });
      // What is refused there is read where there is more.
      const { faceIds } = await kernel.readStep(large);
      expect(faceIds).toHaveLength(6);
    } finally {
      await tight.close();
    }
  });

  test("a process killed in the middle of a reading is an error, and the next one works", async () => {
    await kernel.warmUp();
    const reading = kernel.readStep(bytes(hanging(parts)));
    const failed = expect(reading).rejects.toMatchObject({
      name: "KernelCrash",
      data: { signal: "SIGKILL" },
    });
    await sleep(100);
    process.kill(kernel.state.pid!, "SIGKILL");
    await failed;
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
  });

  test("a process killed between two readings is replaced without a word", async () => {
    await kernel.warmUp();
    const pid = kernel.state.pid!;
    process.kill(pid, "SIGKILL");
    await ended(pid);
    expect((await kernel.readStep(bytes(parts.box))).faceIds).toHaveLength(6);
    expect(kernel.state.pid).not.toBe(pid);
  });

  test("an abort ends a reading with the reason given", async () => {
    await kernel.warmUp();
    const pid = kernel.state.pid!;
    const controller = new AbortController();
    const reading = kernel.readStep(bytes(hanging(parts)), { signal: controller.signal });
    const failed = expect(reading).rejects.toThrow("enough");
    await sleep(50);
    controller.abort(new Error("enough"));
    await failed;
    expect(isRunning(pid)).toBe(false);
  });

  test("a signal that is aborted already starts nothing", async () => {
    const idle = new KernelClient();
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(idle.readStep(bytes(parts.box), { signal })).rejects.toThrow("too late");
    expect(idle.state.boots).toBe(0);
  });
});

test("a kernel that takes too long to start is not the file's fault", async () => {
  const kernel = new KernelClient({ bootDeadline: 1 });
  const error = await kernel.readStep(new Uint8Array(8)).then(() => null, (error) => error);
  expect(error).toBeInstanceOf(KernelUnavailable);
  expect(error.message).toContain("its process must say within 0.001 s that it is ready");
  expect(kernel.state).toMatchObject({ pid: null, boots: 0 });
  await kernel.close();
});
