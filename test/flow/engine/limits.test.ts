import { describe, expect, test } from "vitest";
import type { Stoppable } from "../../../src/flow/engine/attempt.ts";
import { Limits, type Need, Share } from "../../../src/flow/engine/limits.ts";

const runs: Stoppable = { aborted: false, reason: null, signal: new AbortController().signal };

/** Says in which order those who wait are served. */
function queue() {
  const limits = new Limits();
  const served: string[] = [];
  const wait = (name: string, needs: Need[], priority = 0, above = runs) =>
    limits.take(needs, priority, above).then(
      () => void served.push(name),
      (reason) => void served.push(`${name}: ${reason}`),
    );
  return { limits, served, wait };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("what is there is taken at once, and what is not is not taken in part", () => {
  const [cpu, gpu] = [new Share("cpu", 4), new Share("gpu", 1)];
  const limits = new Limits();
  expect(limits.tryTake([{ share: cpu, amount: 3 }])).toBe(true);
  expect(limits.tryTake([{ share: gpu, amount: 1 }, { share: cpu, amount: 2 }])).toBe(false);
  expect([cpu.free, gpu.free]).toEqual([1, 1]);
  limits.release([{ share: cpu, amount: 3 }]);
  expect(cpu.free).toBe(4);
});

describe("those who wait", () => {
  test("are served by priority, then in the order in which they came", async () => {
    const cpu = new Share("cpu", 1);
    const one = [{ share: cpu, amount: 1 }];
    const { limits, served, wait } = queue();
    expect(limits.tryTake(one)).toBe(true);
    const all = [wait("a", one), wait("b", one), wait("first", one, 5), wait("c", one)];
    expect(cpu.waiting).toBe(4);
    for (let i = 1; i <= 4; i++) {
      limits.release(one);
      await settled();
      expect(served).toHaveLength(i);
    }
    await Promise.all(all);
    expect(served).toEqual(["first", "a", "b", "c"]);
    expect(cpu.waiting).toBe(0);
  });

  test("are not overtaken by those who need less of the same", async () => {
    const cpu = new Share("cpu", 2);
    const [one, two] = [1, 2].map((amount) => [{ share: cpu, amount }]);
    const { limits, served, wait } = queue();
    limits.tryTake(one);
    const much = wait("much", two);
    expect(limits.tryTake(one)).toBe(false);
    const little = wait("little", one);
    await settled();
    expect(served).toEqual([]);
    limits.release(one);
    await much;
    expect(served).toEqual(["much"]);
    limits.release(two);
    await little;
    expect(served).toEqual(["much", "little"]);
  });

  test("let those go ahead who need something else", async () => {
    const [cpu, gpu] = [new Share("cpu", 1), new Share("gpu", 1)];
    const { limits, served, wait } = queue();
    limits.tryTake([{ share: cpu, amount: 1 }]);
    void wait("cpu", [{ share: cpu, amount: 1 }]);
    await wait("gpu", [{ share: gpu, amount: 1 }]);
    expect(served).toEqual(["gpu"]);
  });

  test("take nothing when their turn comes after they were told to stop", async () => {
    const cpu = new Share("cpu", 1);
    const one = [{ share: cpu, amount: 1 }];
    const { limits, served, wait } = queue();
    limits.tryTake(one);
    const above = { ...runs, reason: "stop" };
    const waiting = [wait("a", one, 0, above), wait("b", one)];
    above.aborted = true;
    limits.release(one);
    await Promise.all(waiting);
    expect(served.sort()).toEqual(["a: stop", "b"]);
    expect(cpu).toMatchObject({ free: 0, waiting: 0 });
  });

  test("are all told when there is nothing to wait for any more", async () => {
    const cpu = new Share("cpu", 1);
    const one = [{ share: cpu, amount: 1 }];
    const { limits, served, wait } = queue();
    limits.tryTake(one);
    const above = { ...runs, reason: "over" };
    const waiting = ["a", "b", "c"].map((name) => wait(name, one, 0, above));
    above.aborted = true;
    limits.dropStopped();
    await Promise.all(waiting);
    expect(served).toEqual(["a: over", "b: over", "c: over"]);
    expect(cpu.waiting).toBe(0);
    limits.release(one);
    expect(limits.tryTake(one)).toBe(true);
  });

  test("may be many", async () => {
    const cpu = new Share("cpu", 1);
    const one = [{ share: cpu, amount: 1 }];
    const { limits, served, wait } = queue();
    limits.tryTake(one);
    const names = Array.from({ length: 3000 }, (_, i) => `${i}`);
    const waiting = names.map((name) => wait(name, one).then(() => limits.release(one)));
    limits.release(one);
    await Promise.all(waiting);
    expect(served).toEqual(names);
  });
});
