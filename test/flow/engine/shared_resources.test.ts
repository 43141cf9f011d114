import { expect, test } from "vitest";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { Resources } from "../../../src/flow/resources.ts";
import { SharedResources } from "../../../src/flow/engine/shared_resources.ts";
import { pause } from "../helpers.ts";

test("the jobs of several runs wait for each other, and one run's end lets the others go on", async () => {
  const shared = new SharedResources({ database: 1 });
  const [one, two] = ["one", "two"].map((name) => openRun({ name, shared, resources: { own: 9 } }));
  const order: string[] = [];
  const job = (name: string, ms: number, priority = 0) => ({
    name,
    priority,
    resources: { database: 1, own: 1 },
    run: async () => void (order.push(name), await pause(ms)),
  });
  const held = one.call({ ...job("held", 60_000), grace: 1 }).catch(() => {});
  const calls = [
    one.call(job("never", 0)).catch((error) => order.push(error.name)),
    two.call(job("later", 0)),
    two.call(job("first", 0, 5)),
  ];
  one.cancel();
  await Promise.all([held, ...calls]);
  expect(order).toEqual(["held", "RunCancelled", "first", "later"]);
  await Promise.all([one.close(), two.close()]);
});

test("a rate lets so many start within its time, whether they have ended or not", async () => {
  const resources: Resources = { api: { count: 2, per: 30 } };
  const run = openRun({ name: "rate", resources });
  const starts: number[] = [];
  const call = {
    name: "ask",
    resources: { api: 1 },
    run: () => void starts.push(performance.now()),
  };
  const before = performance.now();
  await Promise.all(Array.from({ length: 5 }, () => run.call(call)));
  await run.close();
  expect(starts).toHaveLength(5);
  // Never earlier than allowed; how much later is the machine's.
  expect(starts.map((at, i) => at - before >= 29 * Math.floor(i / 2))).toEqual(Array(5).fill(true));
});

test("nothing keeps the time of a rate when nobody waits, and a run that ends leaves the queue", async () => {
  const run = openRun({ name: "slow", resources: { api: { count: 1, per: 3_600_000 } } });
  await run.call({ name: "a", resources: { api: 1 }, run: () => 1 });
  const waiting = run.call({ name: "b", resources: { api: 1 }, run: () => 2 });
  run.cancel();
  await expect(waiting).rejects.toMatchObject({ name: "RunCancelled" });
  await run.close();
});

test.each<[unknown]>([[0], [-1], [Number.NaN], [{ count: 0, per: 5 }], [{ count: 1 }], ["2"], [
  null,
]])(
  "%o is no resource",
  (size) => {
    const resources = { api: size } as Resources;
    expect(() => openRun({ name: "wrong", resources })).toThrow("Cannot limit 'api'");
  },
);
