import { expect, test } from "vitest";
import { cpuTime } from "../../../kernel/engine/cpu_time.ts";

test.runIf(Deno.build.os === "linux")("a process that computes uses time", () => {
  const before = cpuTime(Deno.pid)!;
  const end = performance.now() + 5000;
  while (cpuTime(Deno.pid)! < before + 20 && performance.now() < end);
  expect(cpuTime(Deno.pid)).toBeGreaterThanOrEqual(before + 20);
});

test("of a process that is not there nothing is known", () => {
  expect(cpuTime(2 ** 30)).toBe(undefined);
});
