import { expect, test } from "vitest";
import { z } from "zod";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import type { InlineJob, JobCache } from "../../../src/flow/job.ts";

const key = ({ n }: { n: number }) => n < 0 ? null : `square ${n}`;

/** A job that counts how often it is called. */
function squares(cache: JobCache<{ n: number }>) {
  const calls: number[] = [];
  const job: InlineJob<{ n: number }, number> = {
    name: "square",
    cache,
    run: ({ n }) => {
      calls.push(n);
      if (n === 13) throw new Error("no luck");
      return n * n;
    },
  };
  return { job, calls };
}

test("an output is found again by its key, in other runs too, and the record says so", async () => {
  const store = new Map<string, unknown>();
  const { job, calls } = squares({ key, store });
  for (let i = 0; i < 2; i++) {
    const run = openRun({ name: "cached" });
    const outputs = [];
    for (const n of [2, 3, 2, -4, -4]) outputs.push(await run.call(job, { args: { n } }));
    expect(outputs).toEqual([4, 9, 4, 16, 16]);
    expect(run.jobs.get("square#3")).toMatchObject({
      state: "completed",
      attempts: 0,
      reason: "its output was in the cache",
    });
    await run.close();
  }
  expect(calls).toEqual([2, 3, -4, -4, -4, -4]); // what has no key is not kept
  expect([...store]).toEqual([["square 2", 4], ["square 3", 9]]);
});

test("a failure is not kept, and the key is made of what the schema makes of the inputs", async () => {
  const store = new Map<string, unknown>();
  const { job, calls } = squares({ key, store });
  const run = openRun({ name: "failing" });
  const checked = { ...job, input: z.object({ n: z.coerce.number() }) };
  for (let i = 0; i < 2; i++) {
    await expect(run.call(job, { args: { n: 13 } })).rejects.toThrow("no luck");
    expect(await run.call(checked, { args: { n: "5" } as never })).toBe(25);
  }
  const rescued = { ...job, onError: () => -1 };
  expect(await run.call(rescued, { args: { n: 13 } })).toBe(-1); // it stands in, and is none
  expect([calls, [...store.keys()]]).toEqual([[13, 5, 13, 13], ["square 5"]]);
  await run.close();
});

test("a cache may take its time, fail to keep, and fail to look", async () => {
  const broken = (what: "get" | "set") => ({
    get: () => what === "get" ? Promise.reject(new Error("gone")) : Promise.resolve(undefined),
    set: () => Promise.reject(new Error("full")),
  });
  const run = openRun({ name: "broken" });
  const { job } = squares({ key, store: broken("set") });
  expect(await run.call(job, { args: { n: 2 } })).toBe(4);
  expect(run.log.map(({ message }) => message)).toEqual([
    "The output of 'square' was not kept in its cache: full",
  ]);
  const blind = squares({ key, store: broken("get") });
  await expect(run.call(blind.job, { args: { n: 2 } })).rejects.toThrow("gone");
  expect(blind.calls).toEqual([]);
  await run.close();
});
