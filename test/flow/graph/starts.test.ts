import { expect, test } from "vitest";
import { FlowManager, job, wrap } from "../../../graph.ts";
import { Starts } from "../../../src/flow/graph/starts.ts";

test("many begin in turns, in their order, and none is left", async () => {
  const starts = new Starts();
  const begun: number[] = [];
  const begin = async (i: number) => {
    if (!starts.takesPlace()) await starts.later();
    begun.push(i);
  };
  const all = Array.from({ length: 300 }, (_, i) => begin(i));
  expect(begun).toHaveLength(128);
  await Promise.all(all);
  expect(begun).toEqual(Array.from({ length: 300 }, (_, i) => i));
  await begin(300);
  expect(begun).toHaveLength(301);
});

test("those that have waited leave the rest of their turn to others", async () => {
  const starts = new Starts();
  const waiting: Promise<void>[] = [];
  for (let i = 0; i < 300; i++) if (!starts.takesPlace()) waiting.push(starts.later());
  expect(waiting).toHaveLength(172);
  await waiting[171];
  // The last turn has begun 44 of them.
  let left = 0;
  while (starts.takesPlace()) left++;
  expect(left).toBe(84);
});

test("what begins now throws now, what begins later rejects", async () => {
  const work = job(() => 1, { resources: { kernel: 1 } });
  const manager = new FlowManager({ graphs: wrap({ work, fine: () => 2 }) });
  const [fails, runs] = [{ fqName: "work$$$$work$$" }, { fqName: "fine$$$$fine$$" }];
  expect(() => manager.submit({}, fails.fqName)).toThrow("needs 1 of 'kernel'");
  manager.submit(Array.from({ length: 200 }, () => ({})), runs.fqName);
  await expect(manager.execute({}, fails)).rejects.toThrow("needs 1 of 'kernel'");
  await manager.waitForCompletion();
  expect(manager.getCounts()).toMatchObject({ submitted: 201, completed: 200, errors: 1 });
});

test("a submission that waits for its turn is stopped by its signal", async () => {
  let ran = 0;
  const manager = new FlowManager({ graphs: wrap({ run: () => ++ran }) });
  manager.submit(Array.from({ length: 200 }, () => ({})));
  const stop = new AbortController();
  const last = manager.execute({}, { fqName: "run$$$$run$$", signal: stop.signal });
  stop.abort(new Error("enough"));
  await expect(last).rejects.toThrow("was cancelled");
  expect(await manager.waitForCompletion()).toBe(true);
  expect([ran, manager.getCounts().completed]).toEqual([200, 200]);
});
