/** Section A of the behaviours of flow systems, lines 1 to 9: words and construction. */
import { expect, test } from "vitest";
import {
  DEPENDENCY_TYPES,
  Flow,
  FLOW_STATUSES,
  FLOW_TYPES,
  FlowContext,
  FlowError,
} from "../../../dependent.ts";
import { type AnyInput, flowsOf } from "./flows.ts";

const give = () => ({ x: 1 });

test("A1: the words are these, and no others", () => {
  expect(FLOW_TYPES).toEqual(["inline", "thread", "process", "parallel", "sequential"]);
  expect(FLOW_STATUSES).toEqual(["pending", "running", "completed", "failed", "cancelled"]);
  expect(DEPENDENCY_TYPES).toEqual(["required", "optional"]);
});

test("A2: a config of a name alone has these defaults", () => {
  const context = new FlowContext();
  const { config } = new Flow({ processor: give, config: { name: "z" }, context });
  expect(config).toMatchObject({
    name: "z",
    description: null,
    timeout: null,
    retries: 0,
    flowType: "process",
  });
  const undefinedIs = new Flow({
    processor: give,
    config: { name: "z", retries: undefined, description: undefined },
    context,
  });
  expect(undefinedIs.config).toEqual(config);
});

test("A2: what is no config is refused with what it should be", () => {
  const make = (config: AnyInput) => () =>
    new Flow({ processor: give, config, context: new FlowContext() });
  expect(make({ name: "z", retires: 1 })).toThrow("retries");
  expect(make({})).toThrow("`name` must be a text");
  expect(make({ name: "z", retries: -1 })).toThrow("`retries` must be a whole number from 0");
  expect(make({ name: "z", timeout: 0 })).toThrow("`timeout` must be a number of milliseconds");
  expect(make({ name: "z", flowType: "fork" })).toThrow("one of inline, thread, process");
  expect(make({ name: "z", tags: "db" })).toThrow("`tags` must be a list of texts");
  const context = new FlowContext();
  expect(() => new Flow({ config: { name: "z" }, context })).toThrow("its processor must be");
  expect(() => new Flow({ processor: 5 as AnyInput, config: { name: "z" }, context })).toThrow(
    "its processor must be",
  );
  expect(context.flows).toEqual([]);
});

test("A3: a config is frozen, and what it was made of is left alone", () => {
  const given = { name: "z", tags: ["a"] };
  const { config } = new Flow({ processor: give, config: given, context: new FlowContext() });
  expect(() => (config as AnyInput).name = "y").toThrow(TypeError);
  expect(() => (config.tags as string[]).push("b")).toThrow(TypeError);
  given.tags.push("b");
  expect([config.name, config.tags]).toEqual(["z", ["a"]]);
});

test("A4: a flow has a random id, or the given one; it is pending and depends on nothing", () => {
  const context = new FlowContext();
  const flow = new Flow({ processor: give, config: { name: "z" }, context });
  expect(flow.processId).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect([flow.status, flow.result, flow.getDependencies()]).toEqual(["pending", null, []]);
  const named = new Flow({ processor: give, config: { name: "z" }, processId: "A", context });
  expect([named.processId, context.getFlow("A")]).toEqual(["A", named]);
});

test("A5: an id that is taken is refused, in one context and not in another", () => {
  const { A, context } = flowsOf({ A: give });
  const again = (context: FlowContext) => () =>
    new Flow({ processor: give, config: { name: "A" }, processId: "A", context });
  expect(again(context)).toThrow("Flow with id A already registered");
  expect(again(context)).toThrow(FlowError);
  expect(context.getFlow("A")).toBe(A);
  expect(again(new FlowContext())).not.toThrow();
});

test("A6: there is one default context, and others beside it", () => {
  expect(FlowContext.getInstance()).toBe(FlowContext.getInstance());
  expect(new FlowContext()).not.toBe(FlowContext.getInstance());
  const flow = new Flow({ processor: give, config: { name: "default" } });
  expect(flow.context).toBe(FlowContext.getInstance());
  expect(FlowContext.getInstance().removeFlow(flow.processId)).toBe(true);
});

test("A7: a processor is a function, or an object with process", async () => {
  class Doubler {
    readonly factor = 2;
    process({ v }: { v: number }) {
      return { p: v * this.factor };
    }
  }
  const { f, o, c } = flowsOf({
    f: ({ v }: AnyInput) => ({ p: v }),
    o: { process: (d: AnyInput) => ({ p: d.v }) },
    c: new Doubler(),
  });
  expect((await f.execute({ v: 3 })).output).toEqual({ p: 3 });
  expect((await o.execute({ v: 3 })).output).toEqual({ p: 3 });
  expect((await c.execute({ v: 3 })).output).toEqual({ p: 6 });
});

test.each([
  [5, { result: 5 }],
  ["text", { result: "text" }],
  [null, { result: null }],
  [undefined, { result: null }],
  [[1, 2], { result: [1, 2] }],
  [new Map([[1, 2]]), { result: new Map([[1, 2]]) }],
  [{ a: { b: 1 } }, { a: { b: 1 } }],
])("A8: what is no object of fields becomes the field `result`: %o", async (value, output) => {
  const { a } = flowsOf({ a: () => value });
  expect((await a.execute()).output).toEqual(output);
});

test("A8: an object is kept as it is, and an input that is none is refused", async () => {
  const own = { x: 1 };
  const { a } = flowsOf({ a: () => own });
  expect((await a.execute()).output).toBe(own);
  await expect(a.execute(5 as AnyInput)).rejects.toThrow("must be an object with fields");
  await expect(a.execute([1])).rejects.toThrow("found a list");
  await expect(a.execute({}, { kye: "1" } as AnyInput)).rejects.toThrow("key");
});

test("A9: what takes time is waited for", async () => {
  const { a, o } = flowsOf({
    a: async () => await Promise.resolve({ x: 1 }),
    o: { process: () => Promise.resolve(5) },
  });
  expect((await a.execute()).output).toEqual({ x: 1 });
  expect((await o.execute()).output).toEqual({ result: 5 });
});
