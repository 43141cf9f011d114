// Every listing of the design of job graphs; the numbers are its lines.
import assert from "node:assert/strict";
import {
  FlowManager,
  graph,
  Job,
  job,
  jobContext,
  p,
  parallel,
  parseFqName,
  precedenceGraph,
  s,
  serial,
  Submission,
  withContext,
  wrap,
} from "trunnion/graph";
import type { Listing } from "./listing.ts";

/** A job with a setting of its own. */
class Processor extends Job {
  constructor(readonly what: string) {
    super();
  }

  override async run() {
    return await Promise.resolve({ did: this.what, of: Object.keys(this.getInputs()) });
  }
}

/** The jobs of the larger examples. */
function madeJobs() {
  return wrap({
    analyzer: new Processor("analyze"),
    cache_manager: new Processor("cache"),
    processor: new Processor("process"),
    transformer: new Processor("transform"),
    formatter: new Processor("format"),
    generator: new Processor("generate"),
    aggregator: new Processor("aggregate"),
    times: job((x: number) => x * 2, { saveResult: true }),
    add: job((x: number, y = 1) => x + y, { saveResult: true }),
    square: job((x: number) => x ** 2, { saveResult: true }),
    double: (x: number) => x * 2,
    test_context: withContext()(({ inputs }) => ({ from: Object.keys(inputs).sort() })),
  });
}

/** What a task with parameters is tried on. */
function sums() {
  const { times, add, square } = madeJobs();
  const join = wrap({ join: (a: number, b: number, c: number) => [a, b, c].join("_") });
  return serial(times, add, square, join);
}

/** A pipeline of numbers, with what is saved of it. */
function pipeline() {
  const jobs = wrap({
    generator: job((count: number) => ({ numbers: [...Array(count).keys()] }), {
      saveResult: true,
    }),
    transformer: job(() => ({
      transformed: jobContext<{ generator: { numbers: number[] } }>().inputs.generator.numbers
        .map((n) => n * n),
    }), { saveResult: true }),
    aggregator: () => {
      const { transformed } =
        jobContext<{ transformer: { transformed: number[] } }>().inputs.transformer;
      return { sum: transformed.reduce((a, b) => a + b, 0), count: transformed.length };
    },
  });
  return graph(jobs)`generator >> transformer >> aggregator`;
}

/** A chain as another framework has it: an object that is invoked, and knows nothing of jobs. */
class PromptChain {
  constructor(readonly template: string) {}

  invoke(values: Record<string, string>): Promise<{ content: string }> {
    const content = this.template.replace(/\{(\w+)\}/g, (_, name: string) => values[name]);
    return Promise.resolve({ content });
  }
}

export const listings: readonly Listing[] = [
  {
    line: 41,
    title: "several sources, branches that join, and several parallel sections",
    run() {
      const jobs = madeJobs();
      const sources = p(jobs.analyzer, jobs.cache_manager, jobs.processor);
      assert.deepEqual(precedenceGraph(serial(sources, jobs.transformer)).processor, [
        "transformer",
      ]);
      const joined = graph(jobs)`generator >> (square | double) >> aggregator`;
      assert.deepEqual(precedenceGraph(joined), {
        generator: ["square", "double"],
        square: ["aggregator"],
        double: ["aggregator"],
        aggregator: [],
      });
      const complex = graph(jobs)`
        p(analyzer, cache_manager, times) >> transformer >> formatter
          >> (add | square) >> aggregator
      `;
      assert.deepEqual(
        precedenceGraph(complex),
        precedenceGraph(s(
          p(jobs.analyzer, jobs.cache_manager, jobs.times),
          jobs.transformer,
          jobs.formatter,
          parallel(jobs.add, jobs.square),
          jobs.aggregator,
        )),
      );
    },
  },
  {
    line: 66,
    title: "parameters in the short form",
    async run() {
      const result = await new FlowManager().execute({
        "times.x": 5,
        "add.args": [100],
        "add.y": 5,
        "square.x": 3,
        "join.kwargs": { a: 1, b: 2, c: 3 },
      }, { graph: sums(), graphName: "sums" });
      assert.deepEqual(result.output, { result: "1_2_3" });
      assert.deepEqual(result.savedResults, { times: 10, add: 105, square: 9 });
    },
  },
  {
    line: 81,
    title: "parameters in the long form",
    async run() {
      const result = await new FlowManager().execute({
        times: { x: 5 },
        add: { args: [100], y: 5 },
        square: { x: 3 },
        join: { kwargs: { a: 1, b: 2, c: 3 } },
      }, { graph: sums(), graphName: "sums" });
      assert.deepEqual(result.savedResults, { times: 10, add: 105, square: 9 });
    },
  },
  {
    line: 104,
    title: "one manager with several graphs",
    async run() {
      const { double, square } = madeJobs();
      const manager = FlowManager.instance();
      const one = manager.addGraph(double, "graph_one");
      const two = manager.addGraph(square, "graph_two");
      manager.submit({ "double.x": 4 }, one);
      manager.submit({ "square.x": 4 }, two);
      assert.equal(await manager.waitForCompletion(), true);
      const { completed } = manager.popResults();
      assert.equal(completed[one][0].output.result, 8);
      assert.equal(completed[two][0].output.result, 16);
      FlowManager.resetInstance();
    },
  },
  {
    line: 120,
    title: "several managers, which share nothing",
    run() {
      const [one, other] = [new FlowManager(), new FlowManager()];
      one.addGraph(madeJobs().double, "own");
      assert.deepEqual(other.getFqNames(), []);
      assert.equal(FlowManager.instance(), FlowManager.instance());
      FlowManager.resetInstance();
    },
  },
  {
    line: 149,
    title: "the qualified name of a graph",
    run() {
      const { double, square } = madeJobs();
      const manager = new FlowManager();
      const name = manager.addGraph(serial(double, square), "graph_name");
      assert.equal(name, "graph_name$$$$double$$");
    },
  },
  {
    line: 163,
    title: "submitting by the name, and without it where there is one graph",
    async run() {
      const manager = new FlowManager();
      const name = manager.addGraph(madeJobs().double, "graph_name");
      const task = (x: number) => ({ "double.x": x });
      manager.submit(task(1), name);
      manager.submit(task(2), name);
      manager.submit([task(3), task(4)], name);
      manager.submit(task(5));
      await manager.waitForCompletion();
      const all = manager.popResults({ order: "submission" }).completed[name];
      assert.deepEqual(all.map(({ output }) => output.result), [2, 4, 6, 8, 10]);
    },
  },
  {
    line: 178,
    title: "a graph added twice is one graph",
    run() {
      const manager = new FlowManager();
      const { double, square } = madeJobs();
      const both = serial(double, square);
      assert.equal(manager.addGraph(both, "graph_name1"), manager.addGraph(both, "graph_name2"));
    },
  },
  {
    line: 232,
    title: "functions with and without a context",
    async run() {
      const jobs = wrap({
        process_document: (document: string) => ({ processed_document: document.toUpperCase() }),
        advanced_process: withContext<{ process_document: { processed_document: string } }>()(
          ({ task, inputs }) => ({
            result: inputs.process_document.processed_document.length,
            task: task.data,
          }),
        ),
      });
      const task = { "process_document.document": "a text" };
      const { output } = await new FlowManager().execute(task, {
        graph: serial(jobs.process_document, jobs.advanced_process),
        graphName: "documents",
      });
      assert.deepEqual(output, { result: 6, task });
    },
  },
  {
    line: 263,
    title: "jobs of both kinds under their names",
    async run() {
      const jobs = madeJobs();
      jobs.times.saveResult = true;
      const manager = new FlowManager();
      const name = manager.addGraph(
        graph`p(${jobs.analyzer}, ${jobs.cache_manager}, ${jobs.times}) >> ${jobs.transformer}
          >> ${jobs.formatter} >> (${jobs.add} | ${jobs.square}) >> ${jobs.test_context}
          >> ${jobs.aggregator}`,
        "both",
      );
      const task = { "times.x": 1, "add.x": 2, "square.x": 3 };
      const { output, savedResults } = await manager.execute(task, { fqName: name });
      assert.deepEqual(output, { did: "aggregate", of: ["test_context"] });
      assert.deepEqual(savedResults, { times: 2, add: 3, square: 9 });
    },
  },
  {
    line: 314,
    title: "a class, with the inputs of its predecessor",
    async run() {
      class MyCustomJob extends Job<{ predecessor: { result: number } }, { data: number }> {
        override async run() {
          return { data: await Promise.resolve(this.getInputs().predecessor.result * 2) };
        }
      }
      const jobs = wrap({ predecessor: () => 21, custom: new MyCustomJob() });
      const { output } = await new FlowManager().execute({}, {
        graph: serial(jobs.predecessor, jobs.custom),
        graphName: "custom",
      });
      assert.deepEqual(output, { data: 42 });
    },
  },
  {
    line: 340,
    title: "a function that asks for its context, and one of another framework",
    async run() {
      const chain = new PromptChain("Tell of {topic}.");
      const jobs = wrap({
        ask: (topic: string) => chain.invoke({ topic }),
        process: () => jobContext<{ ask: { content: string } }>().inputs.ask.content.length,
      });
      const { output } = await new FlowManager().execute({ "ask.topic": "gears" }, {
        graph: serial(jobs.ask, jobs.process),
        graphName: "chain",
      });
      assert.deepEqual(output, { result: "Tell of gears.".length });
    },
  },
  {
    line: 370,
    title: "what a context has",
    async run() {
      const manager = new FlowManager({ globalContext: { unit: "mm" } });
      const see = withContext()(({ global, task, inputs }) => ({
        global,
        task: task.data,
        inputs,
      }));
      const { output } = await manager.execute({ a: 1 }, {
        graph: wrap({ see }),
        graphName: "context",
      });
      assert.deepEqual(output, { global: { unit: "mm" }, task: { a: 1 }, inputs: {} });
    },
  },
  {
    line: 390,
    title: "the parts of a qualified name",
    run() {
      assert.equal(parseFqName("test_pipeline$$$$generator$$")?.job, "generator");
    },
  },
  {
    line: 411,
    title: "results are popped once",
    async run() {
      const manager = new FlowManager();
      const name = manager.addGraph(pipeline(), "graph_name");
      manager.submit([{ "generator.count": 2 }, { "generator.count": 3 }], name);
      await manager.waitForCompletion();
      const results = manager.popResults();
      assert.equal(results.completed[name].length, 2);
      assert.deepEqual(results.errors, []);
      assert.deepEqual(manager.popResults().completed, {});
    },
  },
  {
    line: 431,
    title: "what the last job put out",
    async run() {
      const manager = new FlowManager();
      const name = manager.addGraph(pipeline(), "graph_name");
      manager.submit([{ "generator.count": 3 }, { "generator.count": 5 }], name);
      await manager.waitForCompletion();
      const [first, second] = manager.popResults({ order: "submission" }).completed[name];
      assert.deepEqual([first.output.sum, first.output.count], [5, 3]);
      assert.equal(second.output.sum, 30);
    },
  },
  {
    line: 454,
    title: "saved results, and the submission as it came",
    async run() {
      const manager = new FlowManager();
      const name = manager.addGraph(pipeline(), "graph_name");
      const task = new Submission({ "generator.count": 3, param1: "value1" });
      manager.submit(task, name);
      await manager.waitForCompletion();
      const [{ savedResults, submission }] = manager.popResults().completed[name];
      assert.deepEqual(savedResults, {
        generator: { numbers: [0, 1, 2] },
        transformer: { transformed: [0, 1, 4] },
      });
      assert.equal(submission, task);
      assert.equal(submission.data.param1, "value1");
    },
  },
  {
    line: 472,
    title: "what a result is made of",
    async run() {
      const manager = new FlowManager();
      const name = manager.addGraph(pipeline(), "graph_name");
      await manager.submit({ "generator.count": 3 }, name);
      const { completed, errors } = manager.popResults();
      const [result] = completed[name];
      assert.equal(result.returnJob, "graph_name$$$$aggregator$$");
      assert.deepEqual(Object.keys(result.savedResults), ["generator", "transformer"]);
      assert.deepEqual(errors, []);
    },
  },
];
