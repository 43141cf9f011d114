/**
 * What must compile of job graphs, and what must not: read by `deno check`, never run.
 *
 * @module
 */
import { FlowManager, Job, parallel, serial, withContext, wrap } from "../../graph.ts";

class Count extends Job<{ load: { sizes: number[] } }, number> {
  override run() {
    return this.getInputs().load.sizes.length;
  }
}

const jobs = wrap({
  load: () => ({ sizes: [1, 2] }),
  text: () => "a text",
  sum: withContext<{ load: { sizes: number[] } }>()(({ inputs }) =>
    inputs.load.sizes.reduce((a, b) => a + b, 0)
  ),
  count: new Count(),
  both: withContext<{ sum: { result: number }; count: { result: number } }>()(({ inputs }) => ({
    mean: inputs.sum.result / inputs.count.result,
  })),
});

export const graph = serial(jobs.load, parallel(jobs.sum, jobs.count), jobs.both);
new FlowManager().addGraph(graph, "means");

// @ts-expect-error the text is no `load`
serial(jobs.text, jobs.sum);
// @ts-expect-error nor does a class take it
serial(jobs.text, jobs.count);
// @ts-expect-error `count` is missing
serial(jobs.load, jobs.sum, jobs.both);
// @ts-expect-error it is found behind parts that fit
serial(jobs.load, parallel(jobs.sum, jobs.text), jobs.both);
// @ts-expect-error a number is no job
serial(jobs.load, 5);
// @ts-expect-error an input that is not there cannot be asked for
withContext<{ load: { sizes: number[] } }>()(({ inputs }) => inputs.lode);
// @ts-expect-error a job that was not wrapped
jobs.cuont;
