import { expect, test } from "vitest";
import { FlowManager, wrap } from "../../../graph.ts";
import { Starts } from "../../../src/flow/graph/starts.ts";

test("many begin in turns, in their order, and none is left", async () => {
  const starts = new Starts();
  const begun: number[] = [];
  const all = Array.from({ length: 300 }, (_, i) =>
    starts.begin(() => {
      begun.push(i);
      return Promise.resolve(i);
    }));
  expect(begun).toHaveLength(128);
  expect(await Promise.all(all)).toEqual(begun);
  expect(begun).toEqual(Array.from({ length: 300 }, (_, i) => i));
  await starts.begin(() => Promise.resolve(begun.push(300)));
  expect(begun).toHaveLength(301);
});

test("what begins now throws now, what begins later rejects", async () => {
  const starts = new Starts();
  const fail = () => {
    throw new Error("it cannot begin");
  };
  expect(() => starts.begin(fail)).toThrow("it cannot begin");
  for (let i = 0; i < 200; i++) void starts.begin(() => Promise.resolve());
  await expect(starts.begin(fail)).rejects.toThrow("it cannot begin");
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
