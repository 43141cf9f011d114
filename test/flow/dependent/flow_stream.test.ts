import { expect, test } from "vitest";
import { FlowStream } from "../../../src/flow/dependent/flow_stream.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read = [];
  for await (const item of items) read.push(item);
  return read;
}

/** Counts up, and notes what it has made. */
async function* counting(to: number, made: number[] = []) {
  try {
    for (let n = 1; n <= to; n++) {
      made.push(n);
      yield n;
    }
  } finally {
    made.push(-1);
  }
}

test("flows read items while they are made, each all of them", async () => {
  const order: string[] = [];
  const { end } = flowsOf({
    numbers: async function* ({ to }: AnyInput) {
      for (let n = 1; n <= to; n++) {
        order.push(`made ${n}`);
        yield n;
        await Promise.resolve();
      }
    },
    sum: {
      does: async ({ result }: AnyInput) => {
        let sum = 0;
        for await (const n of result) {
          order.push(`read ${n}`);
          sum += n;
        }
        return { sum };
      },
      needs: "numbers",
    },
    list: {
      does: async (_: AnyInput, { dependencies }: AnyInput) => ({
        list: await all(dependencies.get("numbers").result),
      }),
      needs: "numbers",
    },
    end: { does: (input: AnyInput) => input, needs: "sum list" },
  });
  expect((await end.execute({ to: 3 })).output).toEqual({ sum: 6, list: [1, 2, 3], to: 3 });
  expect(order.indexOf("read 1")).toBeLessThan(order.indexOf("made 3"));
});

test("what a stream throws, its readers fail with; one that stops early ends it", async () => {
  const made: number[] = [];
  const { bad, early } = flowsOf({
    failing: async function* () {
      yield 1;
      throw new Error("torn");
    },
    bad: { does: async ({ result }: AnyInput) => await all(result), needs: "failing" },
    endless: () => ({ rows: counting(Infinity, made) }),
    early: {
      does: async ({ rows }: AnyInput) => {
        for await (const n of rows) if (n === 3) return { n };
      },
      needs: "endless",
    },
  });
  expect(await bad.execute()).toMatchObject({ status: "failed", error: "torn" });
  expect((await early.execute()).output).toEqual({ n: 3 });
  expect(made).toEqual([1, 2, 3, -1]);
});

test("one that needs what another makes of the whole stream does not hold it up", async () => {
  const { both } = flowsOf({
    numbers: () => counting(1000),
    sum: {
      does: async ({ result }: AnyInput) => ({ sum: (await all(result)).length }),
      needs: "numbers",
    },
    both: {
      does: async ({ result, sum }: AnyInput) => ({ sum, again: (await all(result)).length }),
      needs: "numbers sum",
    },
  });
  expect((await both.execute()).output).toEqual({ sum: 1000, again: 1000 });
});

test("a reader that is ahead waits for the slowest that has begun", async () => {
  const made: number[] = [];
  const stream = new FlowStream("numbers", counting(1000, made));
  for (const name of ["fast", "slow"]) stream.expect(name);
  const slow = stream.readerFor("slow")[Symbol.asyncIterator]();
  expect(await slow.next()).toEqual({ done: false, value: 1 });
  const fast = all(stream.readerFor("fast"));
  await new Promise((go) => setTimeout(go, 2));
  expect(made.length).toBeLessThan(100);
  stream.release("slow");
  expect(await fast).toHaveLength(1000);
  expect(await slow.next()).toEqual({ done: true, value: undefined });
});

test("what nobody in the flows reads is there for the caller, once; and is not resumed", async () => {
  const { root } = flowsOf({ root: () => counting(3) });
  const execution = root.start();
  const output: AnyInput = (await execution.result()).output;
  expect(execution.record().flows[0]).toMatchObject({ status: "completed", output: null });
  expect(await all(output!.result)).toEqual([1, 2, 3]);
  expect(() => output!.result[Symbol.asyncIterator]()).toThrow("it has been read");
  const again = await root.execute({}, { resume: execution.record() });
  expect(await all(again.output!.result)).toEqual([1, 2, 3]);
});
