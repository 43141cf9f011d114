import { expect, test } from "vitest";
import { FlowManager, graph, job, jobContext, serial, Submission, wrap } from "../../../graph.ts";
import { type Any, divide, named } from "./jobs.ts";

test("results can be taken one by one, and no more are under way than are wanted", async () => {
  let started = 0, taken = 0, ahead = 0;
  const manager = new FlowManager({
    graphs: named("count", async (n: number) => {
      ahead = Math.max(ahead, ++started - taken);
      await Promise.resolve();
      return n;
    }),
  });
  function* tasks() {
    for (let n = 0; n < 500; n++) yield { "count.n": n };
  }
  const seen = new Set<number>();
  for await (const { output } of manager.stream(tasks(), { atOnce: 4 })) {
    seen.add(output.result);
    taken++;
  }
  expect(seen.size).toBe(500);
  expect(ahead).toBeLessThanOrEqual(5);
  expect(manager.popResults().completed).toEqual({});
});

test("who takes no more results stops those under way; the first failure ends a stream", async () => {
  const stopped: number[] = [];
  const manager = new FlowManager({
    graphs: named("wait", (n: number) => {
      if (n === 0) return n;
      return new Promise((_, reject) => {
        const { signal } = jobContext();
        signal.addEventListener("abort", () => {
          stopped.push(n);
          reject(signal.reason);
        });
      });
    }),
  });
  const three = [0, 1, 2].map((n) => ({ "wait.n": n }));
  for await (const { output } of manager.stream(three, { atOnce: 3 })) {
    expect(output).toEqual({ result: 0 });
    break;
  }
  await manager.waitForCompletion();
  expect(stopped).toEqual([1, 2]);
  const failing = new FlowManager({ graphs: divide() });
  const all = Array.fromAsync(failing.stream([1, 0, 2].map((d) => ({ "divide.d": d }))));
  await expect(all).rejects.toThrow("division by zero");
  await failing.close();
});

test("what follows an optional job goes on without it", async () => {
  const all = wrap({
    start: () => 1,
    shaky: job(() => {
      throw new Error("boom");
    }, { optional: true }),
    sound: () => 2,
    end: () => Object.keys(jobContext().inputs),
  });
  const result = await new FlowManager().execute({}, {
    graph: graph(all)`start >> (shaky | sound) >> end`,
    graphName: "g",
  });
  expect(result.output).toEqual({ result: ["sound"] });
  expect(result.run.jobs.get("shaky")).toMatchObject({ state: "failed" });
});

test("retries, signals and listeners are the engine's", async () => {
  const heard: string[] = [];
  let tries = 0;
  const manager = new FlowManager({
    graphs: named("shaky", () => {
      if (++tries < 3) throw new Error("not yet");
      return tries;
    }, { retries: 2 }),
    listeners: [({ type }) => heard.push(type)],
  });
  expect((await manager.submit({})).output).toEqual({ result: 3 });
  expect(heard.at(0)).toBe("run_started");
  expect(heard.at(-1)).toBe("run_finished");
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(manager.execute({}, { fqName: "shaky$$$$shaky$$", signal })).rejects.toThrow(
    "was cancelled",
  );
  expect(manager.getCounts()).toMatchObject({ submitted: 2, completed: 1, errors: 1 });
});

test("misspelt options are refused with the near name", async () => {
  expect(() => new FlowManager({ onComplet: () => {} } as Any)).toThrow("onComplete");
  const manager = new FlowManager({ graphs: divide() });
  await expect(manager.waitForCompletion({ timout: 1 } as Any)).rejects.toThrow("timeout");
  await expect(manager.execute({}, { fqname: "x" } as Any)).rejects.toThrow("fqName");
  expect(() => job(() => 1, { retrys: 1 } as Any)).toThrow("retries");
  expect(() => new Submission({}, { fqname: "x" } as Any)).toThrow("fqName");
  expect(() => manager.popResults({ ordr: "x" } as Any)).toThrow("order");
  expect(() => manager.stream([], { atOnc: 1 } as Any)).toThrow("atOnce");
  expect(() => manager.stream([], { atOnce: 0 })).toThrow("from 1, found 0");
});

test("outputs are found again by a key of what a job is done with", async () => {
  const done: string[] = [];
  const store = new Map<string, unknown>();
  const seen: unknown[] = [];
  const { load, count } = wrap({
    load: job((name: string) => {
      done.push(`load ${name}`);
      return { name };
    }, { cache: { key: ({ parameters }) => `load ${parameters.name}`, store } }),
    count: job(() => {
      const { name } = jobContext<{ load: { name: string } }>().inputs.load;
      done.push(`count ${name}`);
      return name.length;
    }, {
      cache: {
        key: (given) => {
          seen.push(given);
          return `count ${(given.inputs.load as { name: string }).name}`;
        },
        store,
      },
    }),
  });
  const manager = new FlowManager({ graphs: { survey: serial(load, count) } });
  const sizes = [];
  for (const name of ["gear", "bolt", "gear"]) {
    const { output, run } = await manager.execute({ "load.name": name });
    sizes.push([output.result, run.jobs.get("count")?.attempts]);
  }
  expect(sizes).toEqual([[4, 1], [4, 1], [4, 0]]);
  expect(done).toEqual(["load gear", "count gear", "load bolt", "count bolt"]);
  expect(seen[0]).toEqual({
    ...{ task: { "load.name": "gear" }, inputs: { load: { name: "gear" } } },
    ...{ parameters: {}, args: [] },
  });
});
