import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkSchema, SchemaError } from "../../../src/flow/engine/check_schema.ts";
import { openRun } from "../../../src/flow/engine/flow_run.ts";
import { Graph } from "../../../src/flow/engine/graph.ts";
import { defineJob } from "../../../src/flow/job.ts";
import { startGraph } from "../../../src/flow/engine/scheduler.ts";
import type { StandardSchema } from "../../../src/flow/standard_schema.ts";

const Parts = z.object({
  files: z.array(z.object({ name: z.string() })),
  deadline: z.number().default(60),
});

describe("a schema", () => {
  test("gives what it makes of a value", async () => {
    expect(await checkSchema("it", Parts, { files: [{ name: "a" }] })).toEqual({
      files: [{ name: "a" }],
      deadline: 60,
    });
  });

  test("that does not fit says where, for each thing that is wrong", async () => {
    const wrong = { files: [{ name: "a" }, { name: 1 }], deadline: "soon" };
    const error = await checkSchema("the input of 'gather'", Parts, wrong).catch((e) => e);
    expect(error).toBeInstanceOf(SchemaError);
    expect(error.issues.map(({ path }: { path: string }) => path)).toEqual([
      "files[1].name",
      "deadline",
    ]);
    expect(error.message).toMatch(
      /^Cannot use the input of 'gather': .*files\[1\]\.name: .*string/,
    );
    expect(error.data.issues).toEqual(error.issues);
  });

  test("of any library will do, later or at once, and keys that are no names are quoted", async () => {
    const schema: StandardSchema<unknown, never> = {
      "~standard": {
        version: 1,
        vendor: "own",
        validate: () =>
          Promise.resolve({
            issues: [{ message: "is odd", path: [{ key: "a b" }, 0, "c"] }, { message: "is bad" }],
          }),
      },
    };
    await expect(checkSchema("it", schema, 1)).rejects.toThrow('["a b"][0].c: is odd; is bad');
  });
});

describe("jobs", () => {
  test("get what the schema made of their inputs, and give what it made of their output", async () => {
    const run = openRun({ name: "fits" });
    const count = defineJob({
      name: "count",
      input: Parts,
      output: z.number().transform((n) => n * 2),
      run: ({ files, deadline }) => files.length + deadline,
    });
    expect(await run.call(count, { args: { files: [{ name: "a" }], deadline: 60 } })).toBe(
      122,
    );
    expect(run.outputs.get("count")).toBe(122);
  });

  test("do not run on inputs that do not fit, and are not tried again for that", async () => {
    let runs = 0;
    const graph = new Graph([
      { name: "a", run: () => ({ n: "one" }) },
      defineJob({
        name: "b",
        input: z.object({ a: z.object({ n: z.number() }) }),
        run: () => void runs++,
        retries: 3,
      }),
    ], [{ from: "a", to: "b" }]);
    const run = await startGraph(graph, { name: "unfit" }).wait();
    expect(run.error).toBeInstanceOf(SchemaError);
    expect((run.error as SchemaError).issues).toMatchObject([{ path: "a.n" }]);
    expect([runs, run.jobs.get("b")!.attempts]).toEqual([0, 0]);
  });

  test("that give what does not fit fail, and are tried again as they say", async () => {
    let runs = 0;
    const run = openRun({ name: "output" });
    const job = defineJob({
      name: "j",
      output: z.number().max(2),
      run: () => 4 - ++runs,
      retries: 5,
    });
    expect(await run.call(job)).toBe(2);
    expect(runs).toBe(2);
    const never = defineJob({ name: "never", output: z.string().min(9), run: () => "short" });
    await expect(run.call(never)).rejects.toBeInstanceOf(SchemaError);
  });
});
