import { expect, test } from "vitest";
import { FlowContext, flowTemplate } from "../../../dependent.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const survey = flowTemplate(
  (flow, { faces, retries = 0 }: { faces: number[]; retries?: number }) => {
    const load = flow("load", { processor: () => ({ faces }), config: { retries } });
    const extra = flow("extra", {
      processor: () => {
        throw new Error("no");
      },
    });
    return flow("sum", {
      processor: (input: { faces: number[] }) => input.faces.reduce((sum, n) => sum + n, 0),
      required: [load],
      optional: [extra],
    });
  },
);

test("flows of a template are made as often as they are needed, each time with ids of their own", async () => {
  const context = new FlowContext();
  const all = [[1, 2], [3]].map((faces, i) => survey({ prefix: `p${i}`, context }, { faces }));
  const results = await Promise.all(all.map((flow) => flow.execute()));
  expect(results.map(({ output }) => output)).toEqual([{ result: 3 }, { result: 3 }]);
  expect(context.flows.map(({ processId }) => processId)).toEqual([
    ...["p0/load", "p0/extra", "p0/sum"],
    ...["p1/load", "p1/extra", "p1/sum"],
  ]);
  expect(context.getFlow("p0/sum")!.getDependencies("optional")).toEqual(["p0/extra"]);
  expect(context.getFlow("p0/sum")!.config.name).toBe("sum");
});

test("a template may build on flows that are there, and have children", async () => {
  const { base, context } = flowsOf({ base: () => ({ base: 1 }) });
  const both = flowTemplate((flow, _: undefined) => {
    const all = flow("all", { config: { flowType: "parallel" } });
    for (const id of ["a", "b"]) {
      flow(id, { processor: ({ base }: AnyInput) => base, required: [base], parent: all });
    }
    return all;
  });
  const all = both({ prefix: "t", context }, undefined);
  expect((await all.execute()).output).toEqual({ "t/a": { result: 1 }, "t/b": { result: 1 } });
});

test("where one cannot be made none is, and what is misspelt is refused", () => {
  const context = new FlowContext();
  const wrong = { faces: [1], retries: -1 };
  expect(() => survey({ prefix: "p", context }, wrong)).toThrow("`retries`");
  survey({ prefix: "p", context }, { faces: [] });
  expect(() => survey({ prefix: "p", context }, { faces: [] })).toThrow(
    "p/load already registered",
  );
  expect(context.flows).toHaveLength(3);
  const late = flowTemplate((flow, _: null) => {
    flow("a", { processor: () => 1 });
    flow("b", { processor: () => 1, requires: [] } as AnyInput);
  });
  expect(() => late({ prefix: "l", context }, null)).toThrow("required");
  expect(context.flows).toHaveLength(3);
  expect(() => late({ perfix: "l", context } as AnyInput, null)).toThrow("prefix");
});
