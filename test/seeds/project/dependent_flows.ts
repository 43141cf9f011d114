// Every listing of the design of dependent flows; the numbers are its lines.
import assert from "node:assert/strict";
import { z } from "zod";
import {
  DEPENDENCY_TYPES,
  type DependencyData,
  Flow,
  FLOW_STATUSES,
  FLOW_TYPES,
  type FlowConfig,
  FlowContext,
  type FlowResult,
} from "trunnion/dependent";
import { FileBackend, MemoryBackend, ResultsManager, SqliteBackend } from "trunnion/stores";
import type { Listing } from "./listing.ts";

/** A processor with its schemas. */
class MyProcessor {
  readonly input = z.object({ data: z.array(z.number()), offset: z.number().default(0) });
  readonly output = z.object({ result: z.array(z.number()) });

  process({ data, offset }: { data: number[]; offset: number }) {
    return { result: data.map((value) => value * 2 + offset) };
  }
}

export const listings: readonly Listing[] = [
  {
    line: 11,
    title: "the types, the statuses, and where results are kept",
    async run({ output }) {
      assert.deepEqual([...FLOW_TYPES], ["inline", "thread", "process", "parallel", "sequential"]);
      assert.deepEqual(
        [...FLOW_STATUSES],
        ["pending", "running", "completed", "failed", "cancelled"],
      );
      assert.deepEqual([...DEPENDENCY_TYPES], ["required", "optional"]);
      const backends = { // by the names of the storage types
        memory: new MemoryBackend(),
        disk: new FileBackend(`${output}/results`),
        sqlite: new SqliteBackend(`${output}/results.sqlite`),
      };
      await using context = new FlowContext();
      const flow = new Flow({
        processor: () => ({ faces: 6 }),
        config: { name: "faces" },
        context,
      });
      for (const [type, backend] of Object.entries(backends)) {
        await using results = new ResultsManager({ backend });
        await results.set(`runs/${type}`, (await flow.execute()).output);
        assert.deepEqual(await results.get(`runs/${type}`), { faces: 6 });
      }
    },
  },
  {
    line: 36,
    title: "a flow with its dependencies",
    async run() {
      await using context = new FlowContext();
      const make = (processId: string) =>
        new Flow({
          processor: () => ({ [processId]: 1 }),
          config: { name: processId },
          processId,
          context,
        });
      const parent = make("parent"), needed = make("needed"), extra = make("extra");
      const child = make("child").registerTo(parent, {
        required: [needed.processId],
        optional: [extra.processId],
      });
      assert.equal(child.parentFlow, parent);
      assert.deepEqual(child.getDependencies("required"), ["needed"]);
      assert.deepEqual(child.getDependencies("optional"), ["extra"]);
      const random = new Flow({ processor: () => 1, config: { name: "random" } });
      assert.equal(random.context, FlowContext.getInstance());
      random.context.removeFlow(random.processId);
    },
  },
  {
    line: 64,
    title: "the data of dependencies",
    async run() {
      await using context = new FlowContext();
      const gear = new Flow({
        processor: () => ({ faces: 42 }),
        config: { name: "gear" },
        processId: "gear",
        context,
      });
      const look = new Flow({
        processor: (_: object, { dependencies }: { dependencies: DependencyData }) => ({
          one: dependencies.get<{ faces: number }>("gear")!.faces,
          all: dependencies.getAll(),
        }),
        config: { name: "look" },
        context,
      }).registerTo(gear, { required: ["gear"] });
      assert.deepEqual((await look.execute()).output, { one: 42, all: { gear: { faces: 42 } } });
    },
  },
  {
    line: 84,
    title: "the configuration of a flow",
    async run() {
      await using context = new FlowContext();
      const config: FlowConfig = { name: "configured" };
      const flow = new Flow({ processor: () => 1, config, context });
      const { description, timeout, retries, flowType } = flow.config;
      assert.deepEqual([description, timeout, retries, flowType], [null, null, 0, "process"]);
      assert.throws(() => Object.assign(flow.config, { name: "other" }), TypeError);
    },
  },
  {
    line: 97,
    title: "a result",
    async run() {
      await using context = new FlowContext();
      const flow = new Flow({
        processor: () => 5,
        config: { name: "five" },
        processId: "five",
        context,
      });
      const result: FlowResult<{ result: number }> = await flow.execute();
      assert.deepEqual(
        [result.processId, result.status, result.output, result.error, result.traceback],
        ["five", "completed", { result: 5 }, null, null],
      );
      assert.ok(result.startTime <= result.endTime);
    },
  },
  {
    line: 187,
    title: "the usage pattern",
    async run() {
      await using context = new FlowContext();
      const dep1 = new Flow({
        processor: () => ({ offset: 1 }),
        config: { name: "dep1" },
        context,
      });
      const dep2 = new Flow({
        processor: () => {
          throw new Error("not today");
        },
        config: { name: "dep2" },
        context,
      });
      const flow = new Flow({
        processor: new MyProcessor(),
        config: { name: "my_flow" }, // of type "process" where the processor has a module
        context,
      });
      flow.registerTo(dep1, { required: [dep1.processId], optional: [dep2.processId] });
      const result = await flow.execute({ data: [1, 2, 3] });
      assert.deepEqual(result.output, { result: [3, 5, 7] });
      const refused = await flow.execute({ data: "no list" });
      assert.equal(refused.metadata.errorType, "SchemaError");
    },
  },
];
