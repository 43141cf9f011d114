import { expect, test } from "vitest";
import { stallLine } from "../../src/display/stall.ts";

const stall = { flow: "parts", stage: "encode", durationMs: 125_000, done: 12, total: 3400 };
const item = (name: string, worker: number) => ({
  item: name,
  worker,
  pid: 100 + worker,
  durationMs: 130_000,
  pending: 1,
});

test("a stall is one line, with what is in work", () => {
  expect(stallLine({ ...stall, items: [item("a.step", 0), item("b\n.step", 1)] })).toBe(
    "'encode': no item has ended for 2 min 05 s, 12 of 3400 are done; in work: " +
      "a.step (worker 0, 2 min 10 s), b\\n.step (worker 1, 2 min 10 s)",
  );
  const many = Array.from({ length: 9 }, (_, i) => item(`${i}.step`, i));
  expect(stallLine({ ...stall, items: many })).toMatch(/3\.step \(worker 3, [^)]*\) and 5 more$/);
  expect(stallLine({ ...stall, items: [] })).toMatch(/are done; no worker has an item$/);
});
