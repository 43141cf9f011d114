/**
 * What must compile, and what must not, of pipelines and datasets: read by `deno check`, never run.
 *
 * @module
 */
import { createFlow, encodeTask, gatherTask, openDataset } from "../../mod.ts";

export const flow = createFlow({
  name: "parts",
  tasks: [gatherTask, encodeTask],
  isolation: "thread",
  maxWorkers: 2,
});

// @ts-expect-error a flow has tasks
createFlow({ name: "parts" });

// @ts-expect-error there is no such option
createFlow({ tasks: [gatherTask], workers: 2 });

// @ts-expect-error there is no such isolation
createFlow({ tasks: [gatherTask], isolation: "container" });

// @ts-expect-error inputs have names
await flow.process({ inputs: ["./parts"] });

export const run = await flow.process({ inputs: { sources: ["./parts"] }, limit: 5 });
// @ts-expect-error what a run came to is not for writing
run.summary.file_count = 3;

// @ts-expect-error a dataset is found by a path
await openDataset(5);
