/** Section C of the behaviours of flow systems, lines 29 to 45: parameters and inputs. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  type Component,
  FlowManager,
  graph,
  Job,
  job,
  jobContext,
  parallel,
  serial,
  Submission,
  withContext,
  wrap,
} from "../../../graph.ts";
import { type Any, chain } from "./jobs.ts";

const run = (component: Component, task: Record<string, unknown> = {}) =>
  new FlowManager().execute(task, { graph: component, graphName: "g" });

describe("C29 to C36, parameters", () => {
  const sums = () => {
    const all = wrap({
      times: job((x: number) => x * 2, { saveResult: true }),
      add: job((x: number, y = 1) => x + y, { saveResult: true }),
      square: job((x: number) => x ** 2, { saveResult: true }),
      join: ({ a, b, c }: Record<string, number>) => `${a}_${b}_${c}`,
    });
    return graph(all)`times >> add >> square >> join`;
  };

  test.each([
    [{
      ...{ times: { x: 5 }, add: { args: [100], y: 5 }, square: { x: 3 } },
      join: { kwargs: { a: 1, b: 2, c: 3 } },
    }],
    [{
      "times.x": 5,
      "add.args": [100],
      "add.y": 5,
      "square.x": 3,
      "join.kwargs": { a: 1, b: 2, c: 3 },
    }],
  ])("C29: in the long form and in the short one", async (task) => {
    const result = await run(sums(), task);
    expect(result.output).toEqual({ result: "1_2_3" });
    expect(result.savedResults).toEqual({ times: 10, add: 105, square: 9 });
  });

  test.each([
    [{ "add.args": [100], "add.y": 5 }, [100, 5]],
    [{ add: { kwargs: { x: 1, y: 2 }, y: 9 } }, [1, 9]],
    [{ add: { x: 1, y: 2 }, "add.y": 7 }, [1, 7]],
    [{ "add.kwargs": { x: 1 }, "add.y": 3 }, [1, 3]],
    [{ add: { kwargs: { x: 1 } }, "add.kwargs": { y: 4 } }, [1, 4]],
  ])("C30: %j gives %j", async (task, expected) => {
    const add = wrap({ add: (x: number, y: number) => [x, y] });
    expect((await run(add, task)).output).toEqual({ result: expected });
  });

  test("C30: a value for a place that is taken is refused", async () => {
    const add = wrap({ add: (x: number, y: number) => x + y });
    await expect(run(add, { "add.args": [100], "add.x": 1 })).rejects.toThrow(
      "Invalid parameters for g$$$$add$$: multiple values for argument 'x'",
    );
  });

  test.each([
    [{}, "No parameters found for callable 'add'"],
    [{ "add.y": 1 }, "missing a required argument: 'x'"],
    [{ "ad.x": 1 }, "it takes x, y, and the submission has ad.x. Submit them as"],
    [{ "add.x": 1, "add.q": 2 }, "got an unexpected keyword argument 'q'"],
    [{ "add.args": [1, 2, 3] }, "too many positional arguments"],
    [{ add: 5 }, "they must be an object of names and values"],
    [{ add: { args: 5 } }, "'args' must be a list of values"],
    [{ add: { kwargs: [1] } }, "'kwargs' must be an object"],
  ])("C31: %j: %s", async (task, sentence) => {
    await expect(run(wrap({ add: (x: number, y = 1) => x + y }), task)).rejects.toThrow(sentence);
  });

  test("C31: where each parameter may be left out, all may", async () => {
    expect((await run(wrap({ add: (x = 1, y = 2) => x + y }))).output).toEqual({ result: 3 });
  });

  test("C32: a schema converts what comes as text, and what does not fit is an error", async () => {
    for (const check of [(n: number) => n > 0, (n: number) => Promise.resolve(n > 0)]) {
      const parameters = z.object({ n: z.coerce.number().refine(check, "too small") });
      const add = wrap({ add: job((n: number) => n + 1, { parameters }) });
      expect((await run(add, { "add.n": "5" })).output).toEqual({ result: 6 });
      await expect(run(add, { "add.n": "abc" })).rejects.toThrow(
        "Invalid parameters for g$$$$add$$: n: ",
      );
      await expect(run(add, { "add.n": -1 })).rejects.toThrow("n: too small");
    }
  });

  test("C33: functions of all kinds, with objects of one's own", async () => {
    class Part {
      constructor(readonly faces: number) {}
    }
    const all = wrap({
      sums: (x: number, ...more: number[]) => ({ sum: more.reduce((a, b) => a + b, x) }),
      own: async (part: Part, settings = { scale: 2 }) => (await part.faces) * settings.scale,
      pattern: ({ x, y = 2 }: { x: number; y?: number }) => x * y,
      list: ([a]: number[]) => a,
      method: {
        method(/* the first, */ a = "),(", b: string) {
          return a + b;
        },
      }.method as Any,
    }) as Any;
    const part = new Part(4);
    const task = {
      "sums.args": [5, 7, 3],
      "own.part": part,
      "pattern.x": 4,
      "list.args": [[9]],
      "method.b": "!",
    };
    const { output } = await run(
      parallel(all.sums, all.own, all.pattern, all.list, all.method),
      task,
    );
    expect(output).toEqual({
      ...{ sums: { sum: 15 }, own: { result: 8 }, pattern: { result: 8 }, list: { result: 9 } },
      method: { result: "),(!" },
    });
    const bound = wrap({ bound: ((x: number) => x).bind(null) });
    expect((await run(bound, { "bound.args": [1] })).output).toEqual({ result: 1 });
    await expect(run(bound, { "bound.x": 1 })).rejects.toThrow("give them as 'args'");
  });

  test("C34, C36: what was submitted stays as it was, and comes back", async () => {
    const data = Object.freeze({ add: Object.freeze({ x: 1 }), "add.y": 2 });
    const submission = new Submission(data, { id: "mine" });
    const result = await run(wrap({ add: (x: number, y: number) => x + y }), submission as Any);
    expect(result.submission).toBe(submission);
    expect(result.submission.data).toBe(data);
    expect(result.output).toEqual({ result: 3 });
  });

  test("C35: texts and numbers become objects; a submission has an id, which stays", async () => {
    const seen = wrap({ seen: () => jobContext().task.data });
    for (const [given, data] of [["hello", { task: "hello" }], [42, { task: "42" }]]) {
      expect((await run(seen, given as Any)).submission.data).toEqual(data);
    }
    for (const wrong of ["abc", 5, [1], null]) {
      expect(() => new Submission(wrong as Any)).toThrow("Task data must be a dictionary");
    }
    const [one, other] = [new Submission({ a: 1 }), new Submission({ a: 1 })];
    expect(one.id).not.toBe(other.id);
    expect((await run(seen, one as Any)).submission.id).toBe(one.id);
  });

  test("C36: a submission that names its graph goes there", async () => {
    const manager = new FlowManager();
    const [one, two] = ["one", "two"].map((name) => manager.addGraph(chain(), name));
    const result = await manager.submit(new Submission({}, { fqName: two }), one);
    expect(result.fqName).toBe(two);
    expect(result.submission.data).toEqual({});
  });
});

describe("C37 to C45, inputs and results", () => {
  test("C37, C38: jobs see what was submitted, their inputs, what is global and saved", async () => {
    const seen: Record<string, Any> = {};
    class Seeing extends Job {
      run(submission: Submission) {
        const { inputs, global, savedResults, task } = this.getContext();
        seen[this.name] = { inputs, global, savedResults };
        expect(task).toBe(submission);
        expect(this.getTask()).toBe(submission);
        expect(this.getInputs()).toBe(inputs);
        return { [`${this.name}_value`]: 100 };
      }
    }
    const all = wrap({
      a: new Seeing("a", { saveResult: true }),
      b: new Seeing(),
      c: new Seeing(),
    });
    const global = { key: "value" };
    const manager = new FlowManager({ globalContext: global });
    await manager.execute({}, { graph: graph(all)`a >> b >> c`, graphName: "g" });
    expect(seen).toEqual({
      a: { inputs: {}, global, savedResults: {} },
      b: { inputs: { a: { a_value: 100 } }, global, savedResults: { a: { a_value: 100 } } },
      c: { inputs: { b: { b_value: 100 } }, global, savedResults: { a: { a_value: 100 } } },
    });
    expect(() => all.a.getInputs()).toThrow("no job runs this code");
    expect(() => jobContext()).toThrow("no job runs this code");
  });

  test("C38: a first job behind a default one has no inputs", async () => {
    const { a, b } = wrap({ a: () => jobContext().inputs, b: () => jobContext().inputs });
    expect((await run(parallel(a, b))).output).toEqual({ a: {}, b: {} });
  });

  test.each([
    [5, { result: 5 }],
    [null, { result: null }],
    [undefined, { result: null }],
    [[1], { result: [1] }],
    [{ k: 1 }, { k: 1 }],
  ])("C39: %j is given as %j", async (value, output) => {
    const result = await run(wrap({ give: () => value }));
    expect(result.output).toEqual(output);
    expect(result.returnJob).toBe("g$$$$give$$");
  });

  test("C40: an object that is given stays as it is, and a saved last job is no circle", async () => {
    const shared = Object.freeze({ k: 1 });
    const result = await run(wrap({ give: job(() => shared, { saveResult: true }) }));
    expect(result.output).toBe(shared);
    expect(result.savedResults).toEqual({ give: { k: 1 } });
    expect(() => JSON.stringify([result.output, result.savedResults])).not.toThrow();
  });

  test("C41, C42: saved results by name, as they were given", async () => {
    const all = wrap({
      square: job((x: number) => x ** 2, { saveResult: true }),
      times: withContext<{ square: { result: number } }>()(({ inputs }) =>
        inputs.square.result * 10
      ),
    });
    const powers = serial(all.square, all.times);
    for (const [x, output, square] of [[4, 160, 16], [5, 250, 25]]) {
      const result = await run(powers, { "square.x": x });
      expect([result.output, result.savedResults]).toEqual([{ result: output }, { square }]);
    }
    expect((await run(chain())).savedResults).toEqual({});
  });

  const pipeline = () => {
    const work: Record<string, (n: number) => number> = {
      ...{ square: (n) => n * n, double: (n) => 2 * n, increment: (n) => n + 1 },
    };
    const all = wrap({
      generator: (from: number, to: number) => ({
        numbers: Array.from({ length: to - from }, (_, i) => from + i),
      }),
      transformer: withContext<{ generator: { numbers: number[] } }>()(
        ({ inputs }, how: string) => ({ numbers: inputs.generator.numbers.map(work[how]) }),
      ),
      aggregator: withContext<{ transformer: { numbers: number[] } }>()(({ inputs }) => {
        const { numbers } = inputs.transformer;
        const sum = numbers.reduce((a, b) => a + b, 0);
        return { sum, count: numbers.length, average: sum / numbers.length };
      }),
    });
    return serial(all.generator, all.transformer, all.aggregator);
  };

  test("C43, C44: a pipeline with several submissions, and variants of it", async () => {
    const manager = new FlowManager();
    const names = manager.addGraphs({ numbers: { one: pipeline(), two: pipeline() } });
    const cases = [
      [0, 5, "square", 30, 6],
      [5, 10, "double", 70, 14],
      [10, 15, "increment", 65, 13],
      [15, 20, "square", 1455, 291],
    ] as const;
    for (const [i, [from, to, how, sum, average]] of cases.entries()) {
      const task = { generator: { from, to }, "transformer.how": how };
      const { output } = await manager.submit(task, names[i % 2]);
      expect(output).toEqual({ sum, count: 5, average });
      expect(manager.getCounts().completed).toBe(i + 1);
    }
  });

  test("C45: branches and joins give each of 200 submissions its own value", async () => {
    const letter = (name: string) =>
      withContext<Record<string, { result: string }>>()(async ({ inputs, task }) => {
        await Promise.resolve();
        const before = Object.keys(inputs).sort().map((from) => inputs[from].result);
        return before.length === 0 ? `${task.data.n}${name}` : [...before, name].join(".");
      });
    const all = wrap(Object.fromEntries([..."ABCDEFG"].map((name) => [name, letter(name)]))) as Any;
    const { A, B, C, D, E, F, G } = all;
    const net = parallel(serial(A, B, C, E, G), serial(A, C), serial(A, D, F, G));
    const manager = new FlowManager({ graphs: net });
    const results = await Promise.all(
      manager.submit(Array.from({ length: 200 }, (_, n) => ({ n }))),
    );
    expect(results.map(({ output }) => output.result)).toEqual(
      Array.from({ length: 200 }, (_, n) => `${n}A.${n}A.B.C.E.${n}A.D.F.G`),
    );
  });
});
