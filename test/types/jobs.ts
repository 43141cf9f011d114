/**
 * What must compile of jobs, and what must not: read by `deno check`, never run.
 *
 * @module
 */
import { z } from "zod";
import { type FlowRun, openRun } from "../../src/flow/engine/flow_run.ts";
import { Graph } from "../../src/flow/engine/graph.ts";
import { defineJob, type Job, type JobContext } from "../../src/flow/job.ts";
import type { StandardSchema } from "../../src/flow/standard_schema.ts";

/** Compiles only where both types are the same. */
function same<A, B>(
  ..._: (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? [] : [never]
): void {}

const run: FlowRun = openRun({ name: "types" });

export const double = defineJob({
  name: "double",
  run: ({ n }: { n: number }, context) => {
    same<typeof context, JobContext>();
    return n * 2;
  },
});
export const doubled = run.call(double, { args: { n: 1 } });
same<typeof doubled, Promise<number | undefined>>();
// @ts-expect-error the argument must be a number
run.call(double, { args: { n: "1" } });

export const checked = defineJob({
  name: "checked",
  input: z.object({ files: z.array(z.string()), deadline: z.number().default(60) }),
  run: ({ files, deadline }) => {
    same<typeof files, string[]>();
    same<typeof deadline, number>();
    return files.length;
  },
  onError: (_, { attempt }) => attempt,
});
same<ReturnType<typeof checked.run>, number | Promise<number>>();

// @ts-expect-error the output must fit its schema
defineJob({ name: "output", output: z.string(), run: () => 5 as number });

export const anySchema: StandardSchema<unknown, number> = z.number();

new Graph([double, { name: "plain", run: (inputs) => inputs }], [{ from: "double", to: "plain" }]);
// @ts-expect-error there is no such kind of edge
new Graph([double], [{ from: "double", to: "double", kind: "weak" }]);

// @ts-expect-error what runs in a thread is a module's function
export const thread: Job = { name: "thread", type: "thread", run: () => 1 };
export const module: Job = { name: "thread", type: "thread", module: "file:///a.ts" };
// @ts-expect-error there is no such backoff
export const backoff: Job = { name: "b", run: () => 1, backoff: "linear" };
// @ts-expect-error there is no such way to fail
openRun({ name: "x" }).call({ name: "b", run: () => 1, onError: "ignore" });
// @ts-expect-error the record is not for writing
run.jobs.get("a")!.state = "completed";
