/** What the programs with which process_manager tries its flows are to come to. */
import { expect, test } from "vitest";
import { z } from "zod";
import { Flow, FlowContext } from "../../../dependent.ts";
import { pause } from "../helpers.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const generator = {
  input: z.object({ start: z.number(), end: z.number() }),
  output: z.object({ numbers: z.array(z.number()) }),
  process: ({ start, end }: AnyInput) => ({
    numbers: Array.from({ length: end - start + 1 }, (_, i) => start + i),
  }),
};
const multiplier = {
  input: z.object({ numbers: z.array(z.number()), factor: z.number() }),
  output: z.object({ result: z.array(z.number()) }),
  process: ({ numbers, factor }: AnyInput) => ({ result: numbers.map((n: number) => n * factor) }),
};

test("test3: one flow, inline", async () => {
  const { simple } = flowsOf({
    simple: {
      does: { process: ({ value }: AnyInput) => ({ output: value * 2 }) },
      config: { flowType: "inline" },
    },
  });
  expect((await simple.execute({ value: 21 })).output).toEqual({ output: 42 });
});

test("test4: a child is registered to its parent, which is executed without an input", async () => {
  let ran = 0;
  const { root, child } = flowsOf({
    root: { does: () => null, config: { flowType: "inline" } },
    child: { does: () => void ran++, config: { flowType: "inline" } },
  });
  expect(child.registerTo(root)).toBe(child);
  expect((await root.execute()).output).toEqual({ result: null });
  expect(ran).toBe(0); // being a child alone means nothing to an inline flow
});

test("test5: a multiplier waits for its generator, and both get what was given", async () => {
  const { mul, context } = flowsOf({
    gen: generator,
    mul: { does: multiplier, needs: "gen" },
  });
  await mul.execute({ start: 1, end: 5, factor: 2 });
  expect([...context.getResults()].map(([id, { output }]) => [id, output])).toEqual([
    ["gen", { numbers: [1, 2, 3, 4, 5] }],
    ["mul", { result: [2, 4, 6, 8, 10] }],
  ]);
});

test("testparallel: three flows at once take as long as one", async () => {
  const context = new FlowContext();
  let [now, most] = [0, 0];
  const flows = [0, 1, 2].map((i) =>
    new Flow({
      processor: async (input: { start: number; end: number }) => {
        most = Math.max(most, ++now);
        await pause(2);
        now--;
        return generator.process(input);
      },
      config: { name: `Number Generator ${i}` },
      context,
    })
  );
  const results = await Promise.all(
    flows.map((flow, i) => flow.execute({ start: i * 5, end: (i + 1) * 5 - 1 })),
  );
  expect(results.map(({ output }) => output?.numbers[0])).toEqual([0, 5, 10]);
  expect(most).toBe(3);
});

test("testparallel2: three pairs at once, each with numbers of its own", async () => {
  const context = new FlowContext();
  const pairs = [0, 1, 2].map((i) => {
    const gen = new Flow({ processor: generator, config: { name: `Generator-${i}` }, context });
    const config = { name: `Multiplier-${i}` };
    return new Flow({ processor: multiplier, config, context })
      .registerTo(gen, { required: [gen.processId] });
  });
  const results = await Promise.all(
    pairs.map((flow, i) => flow.execute({ start: i, end: i + 1, factor: 10 })),
  );
  expect(results.map(({ output }) => output)).toEqual([
    { result: [0, 10] },
    { result: [10, 20] },
    { result: [20, 30] },
  ]);
  expect(pairs.map(({ processId }) => context.getResult(processId)?.status)).toEqual(
    Array(3).fill("completed"),
  );
});
