/** Section C of the behaviours of flow systems, lines 1 to 18: graphs, each by its line. */
import { describe, expect, test } from "vitest";
import {
  addEdge,
  checkGraph,
  crossGraphReferences,
  FlowManager,
  graph,
  type GraphDefinition,
  hasCycle,
  headNodes,
  Job,
  job,
  p,
  Parallel,
  parallel,
  precedenceGraph,
  s,
  Serial,
  serial,
  tailNodes,
  validateGraph,
  wrap,
} from "../../../graph.ts";

class Noted extends Job {
  run(): string {
    return this.name;
  }
}

/** Jobs of the given names. */
// deno-lint-ignore no-explicit-any
function jobsOf(names: string): Record<string, any> {
  return Object.fromEntries(
    names.split(" ").map((name) => [name, Object.assign(new Noted(), { name })]),
  );
}

const definition = (edges: Record<string, string[]>): GraphDefinition =>
  Object.fromEntries(Object.entries(edges).map(([name, next]) => [name, { next }]));

describe("C1 to C9, composing", () => {
  test("C1: functions become jobs, jobs get the name, graphs stay what they are", () => {
    const double = (x: number) => x * 2;
    expect(wrap(double)).toMatchObject({ kind: "job", name: "double" });
    expect(job(double)).toMatchObject({ kind: "job", name: "double" });
    const own = new Noted();
    expect(own.name).toBe("Noted");
    expect(wrap(own)).toBe(own);
    expect(wrap({ mine: own })).toBe(own);
    expect(own.name).toBe("mine");
    const composed = serial(double, own);
    expect(wrap(composed)).toBe(composed);
    expect(Object.keys(wrap({ a: double, b: () => 1 }))).toEqual(["a", "b"]);
  });

  test("C2: parts beside each other and in series, of jobs, lists and objects; never of nothing", () => {
    const { a, b, c } = jobsOf("a b c");
    for (
      const [compose, Part, what] of [[p, Parallel, "parallel"], [s, Serial, "serial"]] as const
    ) {
      // deno-lint-ignore no-explicit-any
      const any = compose as any;
      for (const made of [any(a, b, c), any([a, b, c]), any({ a, b, c })]) {
        expect(made).toBeInstanceOf(Part);
        expect(made.parts).toEqual([a, b, c]);
      }
      expect(any(a)).toBe(a);
      const f = () => 1;
      expect(any({ n: f })).toMatchObject({ kind: "job", name: "n" });
      for (const nothing of [[], [[]], [{}]]) {
        expect(() => any(...nothing)).toThrow(
          `Cannot create a ${what} composition from empty arguments`,
        );
      }
    }
    // deno-lint-ignore no-explicit-any
    expect(() => (job as any)()).toThrow("job() requires at least one argument");
  });

  test.each([5, "text", null, undefined, {}, [1]])("C3: %j is no job", (thing) => {
    // deno-lint-ignore no-explicit-any
    const [any, beside] = [wrap as any, parallel as any];
    expect(() => any({ thing })).toThrow("will only wrap a callable, error due to InvalidObject");
    expect(() => beside(() => 1, thing)).toThrow();
  });

  test("C3: a chain of another framework is called by a function", () => {
    const chain = { invoke: (text: string) => text };
    expect(() => wrap({ chain } as never)).toThrow("wrap what calls that, (input) => it.invoke");
  });

  test("C3: a function without a name needs one", () => {
    expect(() => parallel(...[() => 1, () => 2])).toThrow("it needs a name without '$$', found ''");
    expect(() => wrap({ "a$$b": () => 1 })).toThrow("found 'a$$b'");
  });

  test("C4: series and parts beside each other hold each other", () => {
    const { a, b, c } = jobsOf("a b c");
    const first = graph`${a} >> ${b} | ${c}`;
    expect(first).toBeInstanceOf(Parallel);
    expect((first as Parallel).parts[0]).toBeInstanceOf(Serial);
    const second = graph`(${a} | ${b}) >> ${c}`;
    expect(second).toBeInstanceOf(Serial);
    expect((second as Serial).parts[0]).toBeInstanceOf(Parallel);
  });

  test("C5: nesting to the right is the same as to the left", () => {
    const { a, b, c, d } = jobsOf("a b c d");
    const chain = precedenceGraph(serial(a, b, c));
    expect(precedenceGraph(serial(a, serial(b, c)))).toEqual(chain);
    expect(precedenceGraph(serial(serial(a, b), c))).toEqual(chain);
    expect(parallel(a, parallel(b, c)).parts).toEqual(parallel(a, b, c).parts);
    expect(precedenceGraph(serial(serial(a, b), serial(c, d))))
      .toEqual({ a: ["b"], b: ["c"], c: ["d"], d: [] });
  });

  test("C6: two branches that join, by functions and by signs", () => {
    const jobs = jobsOf("Pre An1 An2 Tr Fo Init Cache Log Agg");
    const { Pre, An1, An2, Tr, Fo, Init, Cache, Log, Agg } = jobs;
    const expected = {
      ...{ Pre: ["An1", "An2"], Init: ["Cache", "Log"], An1: ["Tr"], An2: ["Tr"] },
      ...{ Cache: ["Agg"], Log: ["Agg"], Tr: ["Fo"], Fo: ["Agg"], Agg: [] },
    };
    const main = serial(Pre, parallel(An1, An2), Tr, Fo);
    const side = serial(Init, parallel(Cache, Log));
    expect(precedenceGraph(serial(parallel(main, side), Agg))).toEqual(expected);
    const text = graph(jobs)`(Pre >> (An1 | An2) >> Tr >> Fo | Init >> (Cache | Log)) >> Agg`;
    expect(precedenceGraph(text)).toEqual(expected);
  });

  test("C7: several heads, a middle, two branches and a tail", () => {
    const jobs = jobsOf(
      "analyzer2 cache_manager times transformer formatter add square aggregator collate",
    );
    const made = graph(jobs)`p(analyzer2, cache_manager, times) >> transformer >> formatter
      >> (add | square) >> aggregator >> collate`;
    expect(precedenceGraph(made)).toEqual({
      ...{ analyzer2: ["transformer"], cache_manager: ["transformer"], times: ["transformer"] },
      ...{ transformer: ["formatter"], formatter: ["add", "square"], add: ["aggregator"] },
      ...{ square: ["aggregator"], aggregator: ["collate"], collate: [] },
    });
  });

  test("C8: all of one part lead to all of the next; one job in two places is one", () => {
    const { a, b, c, d, e } = jobsOf("a b c d e");
    expect(precedenceGraph(serial(parallel(a, b), parallel(c, d))))
      .toEqual({ a: ["c", "d"], b: ["c", "d"], c: [], d: [] });
    expect(precedenceGraph(serial(a, parallel(b, serial(c, d)), e)))
      .toEqual({ a: ["b", "c"], b: ["e"], c: ["d"], d: ["e"], e: [] });
    expect(precedenceGraph(parallel(a, a))).toEqual({ a: [] });
    expect(precedenceGraph(parallel(serial(a, c), serial(a, c)))).toEqual({ a: ["c"], c: [] });
    expect(precedenceGraph(parallel(serial(a, b, c), serial(a, c))))
      .toEqual({ a: ["b", "c"], b: ["c"], c: [] });
  });

  test("C9: two jobs of one name are refused, and not dropped", () => {
    const [x, other] = [wrap({ x: () => 1 }), wrap({ x: () => 2 })];
    const { y } = jobsOf("y");
    for (const two of [serial(x, other), serial(parallel(x, other), y)]) {
      expect(() => precedenceGraph(two)).toThrow("two are called 'x'");
      expect(() => new FlowManager().addGraph(two)).toThrow("two are called 'x'");
    }
  });
});

describe("the language says where it is wrong", () => {
  const jobs = jobsOf("load count");
  test.each([
    ["", "a graph needs a job", 0],
    ["load >>", "a job must follow", 7],
    ["load > count", "'>' means nothing here", 5],
    ["load count", "'>>' or '|' must stand between two jobs", 5],
    ["(load >> count", "this bracket is never closed", 0],
    ["load >> count)", "this bracket was never opened", 13],
    ["load >> cuont", "there is no job 'cuont'", 8],
    ["load >> p()", "p() must hold a job", 8],
    [">> load", "a job must stand here", 0],
    ["p(load count)", "')', '>>' or '|' must stand here", 7],
  ])("%s", (text, why, at) => {
    let message = "";
    try {
      graph(jobs)([text] as unknown as TemplateStringsArray);
    } catch (error) {
      message = (error as Error).message;
      expect((error as Error).name).toBe("GraphSyntaxError");
    }
    expect(message).toContain(why);
    const lines = message.split("\n");
    expect(lines[2].indexOf("^") - 2).toBe(at);
  });

  test("the near name, and pieces by their names", () => {
    expect(() => graph(jobs)`load >> cuont`).toThrow("count");
    expect(() => graph`${jobs.load} >> count`).toThrow(/ {2}load >> count\n {10}\^\nGive the jobs/);
  });
});

describe("C10 to C14, checks", () => {
  test("C10: a circle is refused, with all that follows from it", () => {
    expect(() => validateGraph(definition({ X: ["Y"], Y: ["Z"], Z: ["X"] }))).toThrow(
      "Graph validation failed:\nGraph  contains cycles\n" +
        "Graph  has no head nodes (nodes with no incoming edges)\n" +
        "Graph  has no tail nodes (nodes with no outgoing edges)",
    );
    const { a, b } = jobsOf("a b");
    expect(() => new FlowManager().addGraph(serial(a, b, a), "round")).toThrow(
      "Graph validation failed:\nGraph round contains cycles",
    );
    expect(() => new FlowManager().addGraph(serial(a, a))).toThrow("contains cycles");
  });

  test.each([
    [{ A: ["B"], B: ["C"], C: ["A"] }, true],
    [{ A: ["B"], B: ["D"], D: ["F"], F: ["B", "G"], G: [] }, true],
    [{ A: ["B", "C"], B: ["D"], C: ["D"], D: [] }, false],
    [{ A: ["B", "C", "D"], B: [], C: [], D: [] }, false],
    [{}, false],
  ])("C11: %j leads round: %s", (edges, expected) => {
    expect(hasCycle(definition(edges as Record<string, string[]>))).toBe(expected);
  });

  test("C11: inside of jobs too, however deep", () => {
    const round = definition({ X: ["Y"], Y: ["Z"], Z: ["X"] });
    const line = definition({ X: ["Y"], Y: [] });
    expect(hasCycle({ A: { next: [], subgraph: round } })).toBe(true);
    expect(hasCycle({ A: { next: [], subgraph: { B: { next: [], subgraph: round } } } })).toBe(
      true,
    );
    expect(hasCycle({ A: { next: ["B"], subgraph: line }, B: { next: [], subgraph: line } }))
      .toBe(false);
  });

  test("C12: what refers to another level is named, each", () => {
    const sub = definition({ X: ["Y", "C"], Y: ["Z", "A"], Z: [] });
    expect(
      crossGraphReferences({ A: { next: ["X"] }, B: { next: [], subgraph: { X: { next: [] } } } }),
    )
      .toEqual(["Node 'A' references 'X' which is not in the same graph level"]);
    expect(
      crossGraphReferences({
        B: { next: [], subgraph: { Y: { next: ["C"] } } },
        C: { next: [] },
      }),
    ).toEqual(["Node 'B -> Y' references 'C' which is not in the same graph level"]);
    const four: GraphDefinition = {
      A: { next: ["B", "X", "Y"] },
      B: { next: ["C"], subgraph: sub },
      C: { next: [] },
    };
    expect(crossGraphReferences(four)).toHaveLength(4);
    expect(() => validateGraph(four)).toThrow("invalid cross-graph references");
  });

  test("C13: first and last jobs; several are worth a word, and no error", () => {
    const line = definition({ A: ["B", "C"], B: ["D"], C: ["D"], D: [] });
    expect([headNodes(line), tailNodes(line)]).toEqual([["A"], ["D"]]);
    const round = definition({ A: ["B"], B: ["A"] });
    expect([headNodes(round), tailNodes(round)]).toEqual([[], []]);
    expect([headNodes({}), tailNodes({})]).toEqual([[], []]);
    const inner = { A: { next: [], subgraph: definition({ X: ["Y"], Y: [] }) } };
    expect(tailNodes(inner)).toEqual(["Y"]);
    const wide = checkGraph(definition({ A: [], B: [] }));
    expect(wide.errors).toEqual([]);
    expect(wide.warnings.join()).toContain("multiple head nodes: A, B");
    expect(wide.warnings.join()).toContain("Exactly one head node is required");
  });

  test("C14: an edge is added where it makes no circle and stays on its level", () => {
    const sub = definition({ X: ["Y"], Y: ["Z"], Z: [] });
    const line: GraphDefinition = {
      ...definition({ A: ["B"], C: ["D"], D: [] }),
      B: { next: ["C"], subgraph: sub },
    };
    const before = structuredClone(line);
    expect(() => addEdge(line, "D", "A")).toThrow("it would make a circle");
    expect(addEdge(line, "A", "C").A.next).toEqual(["B", "C"]);
    expect(addEdge(line, "X", "Z", ["B"]).B.subgraph!.X.next).toEqual(["Y", "Z"]);
    expect(() => addEdge(line, "Z", "X", ["B"])).toThrow("it would make a circle");
    for (const [from, to] of [["A", "X"], ["Z", "C"]]) {
      expect(() => addEdge(line, from, to)).toThrow("must be in the same graph level");
    }
    expect(line).toEqual(before);
  });
});

describe("C15 to C18, several first and last jobs", () => {
  const names = (...jobs: string[]) =>
    wrap(Object.fromEntries(jobs.map((name) => [name, () => name])));

  test("C15: a default job stands before several first ones, and behind several last ones", async () => {
    // deno-lint-ignore no-explicit-any
    const { A, B, C, D } = names("A", "B", "C", "D") as any;
    const manager = new FlowManager();
    const joined = manager.addGraph(serial(parallel(A, B), C, D), "joined");
    expect(joined).toBe("joined$$$$DefaultHeadJob$$");
    const result = await manager.execute({}, { fqName: joined });
    expect(result.returnJob).toBe("joined$$$$D$$");
    expect(result.output).toEqual({ result: "D" });
    const spread = manager.addGraph(serial(A, parallel(B, C)), "spread");
    expect(spread).toBe("spread$$$$A$$");
    const both = await manager.execute({}, { fqName: spread });
    expect(both.returnJob).toBe("spread$$$$DefaultTailJob$$");
    expect(both.output).toEqual({ B: { result: "B" }, C: { result: "C" } });
    expect(both.run.graph!.incoming("DefaultTailJob").map(({ from }) => from)).toEqual(["B", "C"]);
    const all = await manager.execute({}, { graph: parallel(A, B, C), graphName: "all" });
    expect([all.fqName, all.returnJob])
      .toEqual(["all$$$$DefaultHeadJob$$", "all$$$$DefaultTailJob$$"]);
  });

  test("C16: the name has the graph, the variant and the default job", () => {
    const { a, b, c } = jobsOf("a b c");
    const manager = new FlowManager();
    expect(manager.addGraph(serial(parallel(a, b), c), "mh")).toBe("mh$$$$DefaultHeadJob$$");
    expect(manager.addGraph(serial(parallel(a, b), c), "mh", "v")).toBe("mh$$v$$DefaultHeadJob$$");
  });

  test("C17: the default last job gives what the last ones gave, by their names", async () => {
    const manager = new FlowManager();
    const all = wrap({ a: (x: number) => x * 2, b: () => "B", c: () => ({ k: 1 }) });
    const task = { "a.x": 2 };
    const result = await manager.execute(task, {
      graph: parallel(all.a, all.b, all.c),
      graphName: "g",
    });
    expect(result.output).toEqual({ a: { result: 4 }, b: { result: "B" }, c: { k: 1 } });
    expect(result.returnJob).toBe("g$$$$DefaultTailJob$$");
    expect(result.submission.data).toBe(task);
  });

  test("C18: it waits for all of them", async () => {
    const slow = Promise.withResolvers<string>();
    const all = wrap({ h: () => 1, fast: () => "fast", slow: () => slow.promise });
    const running = new FlowManager().execute({}, {
      graph: graph(all)`h >> (fast | slow)`,
      graphName: "g",
    });
    await Promise.resolve().then(() => slow.resolve("slow"));
    expect((await running).output).toEqual({ fast: { result: "fast" }, slow: { result: "slow" } });
  });
});
