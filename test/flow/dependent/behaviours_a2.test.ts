/** Section A of the behaviours of flow systems, lines 10 to 19: registration and the graph. */
import { expect, test } from "vitest";
import { Flow, FlowContext, FlowError } from "../../../dependent.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const give = () => ({ x: 1 });

test("A10: an unknown dependency is refused, and so is a parent of another context", () => {
  const { A, B } = flowsOf({ A: give, B: give });
  expect(() => B.registerTo(A, { required: ["NOPE"] })).toThrow(FlowError);
  expect(() => B.registerTo(A, { required: ["NOPE"] })).toThrow(
    "Required dependency NOPE not found",
  );
  expect(() => B.registerTo(A, { optional: ["NOPE"] })).toThrow(
    "Optional dependency NOPE not found",
  );
  expect(() => B.registerTo(flowsOf({ A: give }).A)).toThrow("of two contexts");
  expect(() => B.registerTo(A, { requires: ["A"] } as AnyInput)).toThrow("required");
  expect(() => B.registerTo(A, { required: "A" as AnyInput })).toThrow('["A"]');
});

test("A11: two flows cannot wait for each other", () => {
  const { A, B } = flowsOf({ A: give, B: give });
  B.registerTo(A, { required: ["A"] });
  expect(() => A.registerTo(B, { required: ["B"] })).toThrow(
    "Adding dependency would create a cycle",
  );
  expect([A.getDependencies(), B.getDependencies()]).toEqual([[], ["A"]]);
});

test("A12: a registration that is refused leaves nothing behind", async () => {
  const { A, B, C, context } = flowsOf({ A: give, B: give, C: give });
  B.registerTo(A, { required: ["A"] });
  expect(() => A.registerTo(B, { required: ["B"] })).toThrow("cycle");
  expect(() => C.registerTo(A, { required: ["A", "NOPE", "B"] })).toThrow("NOPE");
  // The first of these is good, and taken back with the second.
  expect(() => A.registerTo(C, { required: ["C", "B"] })).toThrow("cycle");
  expect([A, B, C].map((flow) => flow.getDependencies())).toEqual([[], ["A"], []]);
  expect([A, B, C].map((flow) => flow.children)).toEqual([["B"], [], []]);
  expect(A.parentFlow).toBeNull();
  expect((await B.execute()).output).toEqual({ x: 1 });
  // Nothing waits for A in secret, so C may do so now.
  expect(() => C.registerTo(A, { required: ["A"] })).not.toThrow();
  expect(() => context.removeFlow("A")).toThrow("B, C depend on it");
});

test("A13: dependencies may be registered by ids that there are", async () => {
  const { B, context } = flowsOf({ A: give, B: (input: AnyInput) => ({ b: input }) });
  expect(() => context.registerDependency("A", "zzz")).toThrow(
    "Cannot register dependency - flows not found",
  );
  context.registerDependency("A", "B");
  expect((await B.execute()).output).toEqual({ b: { x: 1 } });
});

test("A14: registerTo gives the flow; dependencies are told by type", () => {
  const { A, B, C } = flowsOf({ A: give, B: give, C: give });
  expect(C.registerTo(A, { required: ["A"], optional: ["B"] })).toBe(C);
  expect([
    C.getDependencies(),
    C.getDependencies("required"),
    C.getDependencies("optional"),
  ]).toEqual([["A", "B"], ["A"], ["B"]]);
  expect(C.parentFlow).toBe(A);
  C.registerTo(B, { optional: ["B"] }); // again is the same
  expect(C.getDependencies()).toEqual(["A", "B"]);
});

test("A15: a dependency cannot be both required and optional", () => {
  const { A, B } = flowsOf({ A: give, B: give });
  expect(() => B.registerTo(A, { required: ["A"], optional: ["A"] })).toThrow(
    "both required and optional",
  );
  expect(B.getDependencies()).toEqual([]);
  B.registerTo(A, { required: ["A"] });
  expect(() => B.registerTo(A, { optional: ["A"] })).toThrow("both required and optional");
});

test("A16: a flow cannot wait for itself, nor in a longer circle", () => {
  const { A, B, C } = flowsOf({ A: give, B: give, C: give });
  expect(() => A.registerTo(A, { required: ["A"] })).toThrow("A would wait for A");
  B.registerTo(A, { required: ["A"] });
  C.registerTo(B, { required: ["B"] });
  expect(() => A.registerTo(C, { optional: ["C"] })).toThrow("cycle");
  expect(A.getDependencies()).toEqual([]);
});

test("A17: a circle is never found out by an empty result: it is refused when it is made", () => {
  const { P, c } = flowsOf({ P: { config: { flowType: "parallel" } }, c: give });
  expect(() => c.registerTo(P, { required: ["P"] })).toThrow("cycle");
  expect([P.children, c.getDependencies()]).toEqual([[], []]);
});

test("A18, A19: what nothing requires runs first, and its output reaches its dependents", async () => {
  const { mul } = flowsOf({
    gen: () => ({ numbers: [1, 2, 3, 4, 5] }),
    mul: {
      does: ({ numbers, factor }: AnyInput) => ({ r: numbers.map((n: number) => n * factor) }),
      needs: "gen",
    },
  });
  expect((await mul.execute({ factor: 2 })).output).toEqual({ r: [2, 4, 6, 8, 10] });
});

test("chains may be registered from either end, and removed", async () => {
  const context = new FlowContext();
  const flows = Array.from({ length: 300 }, (_, i) =>
    new Flow({
      processor: () => i,
      config: { name: "step" },
      processId: `f${i}`,
      context,
    }));
  for (let i = 299; i > 0; i--) flows[i].registerTo(flows[i - 1], { required: [`f${i - 1}`] });
  expect(() => flows[0].registerTo(flows[1], { required: ["f299"] })).toThrow("cycle");
  const { status } = await flows[299].execute();
  expect([status, context.getResults().size]).toEqual(["completed", 300]);
  for (let i = 299; i >= 0; i--) expect(context.removeFlow(`f${i}`)).toBe(true);
  expect([context.flows.length, context.removeFlow("f0")]).toEqual([0, false]);
});
