/** Section C of the behaviours of flow systems, lines 19 to 28: names of graphs. */
import { describe, expect, test } from "vitest";
import {
  type Component,
  FlowManager,
  parallel,
  parseFqName,
  serial,
  withContext,
  wrap,
} from "../../../graph.ts";
import { type Any, chain } from "./jobs.ts";

describe("C19 to C28, names", () => {
  test.each([
    [
      "four_stage_parameterized$$params1$$read_file$$",
      "four_stage_parameterized",
      "params1",
      "read_file",
    ],
    [
      "three_stage_reasoning$$$$ask_llm_reasoning$$",
      "three_stage_reasoning",
      "",
      "ask_llm_reasoning",
    ],
    ...[
      "invalid_name",
      "$$$$$$",
      "name$$param$$job",
      "",
      "name$$param$$job$$extra$$",
      "name$$param$$job$",
    ]
      .map((name) => [name, "", "", "UNSUPPORTED NAME FORMAT"]),
  ])("C19: %s", (name, graph, variant, job) => {
    expect(parseFqName(name)).toEqual({ graph, variant, job });
  });

  test("C20: graphs of one name and variant get numbers", () => {
    const manager = new FlowManager();
    expect([1, 2, 3].map(() => manager.addGraph(chain(), "g")))
      .toEqual(["g$$$$a$$", "g$$_1$$a$$", "g$$_2$$a$$"]);
    expect([1, 2].map(() => manager.addGraph(chain(), "g", "dev")))
      .toEqual(["g$$dev$$a$$", "g$$dev_1$$a$$"]);
  });

  test("C21: the same graph has one name, whatever it is called the second time", async () => {
    const manager = new FlowManager();
    const one = chain();
    const name = manager.addGraph(one, "first");
    expect(manager.addGraph(one, "different_graph", "different")).toBe(name);
    expect(manager.addGraph(one)).toBe(name);
    expect((await manager.execute({}, { fqName: name })).output).toEqual({ result: "b" });
  });

  test("C22: graphs whose jobs have the same names do not get into each other's way", async () => {
    const manager = new FlowManager();
    const names = ["A", "B", "C"].map((value) => {
      const { producer, consumer } = wrap({
        producer: () => ({ value }),
        consumer: withContext<{ producer: { value: string } }>()(({ inputs }) => ({
          match: inputs.producer.value === value,
        })),
      });
      return manager.addGraph(serial(producer, consumer), "test_pipeline");
    });
    expect(new Set(names).size).toBe(3);
    for (const fqName of names) {
      expect((await manager.execute({}, { fqName })).output).toEqual({ match: true });
    }
  });

  test("C23: a name that another begins with is free", () => {
    const manager = new FlowManager();
    expect(["development", "dev", ""].map((variant) => manager.addGraph(chain(), "g", variant)))
      .toEqual(["g$$development$$a$$", "g$$dev$$a$$", "g$$$$a$$"]);
  });

  test("C24: a job in two graphs changes neither", async () => {
    const manager = new FlowManager();
    const all = wrap({ a: () => "a", b: () => "b", c: () => "c" });
    const g1 = manager.addGraph(serial(all.a, all.b), "g1");
    const g2 = manager.addGraph(serial(all.a, all.c), "g2");
    expect([g1, g2]).toEqual(["g1$$$$a$$", "g2$$$$a$$"]);
    expect((await manager.execute({}, { fqName: g1 })).returnJob).toBe("g1$$$$b$$");
    expect((await manager.execute({}, { fqName: g2 })).returnJob).toBe("g2$$$$c$$");
    expect(all.a.name).toBe("a");
    // What becomes of a job afterwards is not the graph's.
    wrap({ other: all.a as Any });
    expect((await manager.execute({}, { fqName: g1 })).output).toEqual({ result: "b" });
  });

  test("C25: graphs by their names, and variants", () => {
    expect(new FlowManager().addGraphs({ math_graph: chain() })).toHaveLength(1);
    expect(new FlowManager().addGraphs({ g: { dev: chain(), prod: chain() } }))
      .toEqual(["g$$dev$$a$$", "g$$prod$$a$$"]);
    const manager = new FlowManager();
    const two = () => ({ dev: chain(), prod: chain() });
    expect(manager.addGraphs({ g: two(), h: two() })).toEqual(manager.getFqNames());
    expect(manager.getFqNames()).toHaveLength(4);
    for (const nothing of [{}, null, undefined]) {
      expect(() => manager.addGraphs(nothing as Any)).toThrow("cannot be None or empty");
    }
    for (const none of [null, undefined, {}, "a"]) {
      expect(() => manager.addGraph(none as Any, "g")).toThrow("Cannot add a graph");
    }
  });

  test("C26: without a name it is called after its first job in the alphabet", () => {
    const { a, b, c } = wrap({ a: () => 1, b: () => 2, c: () => 3 });
    expect(new FlowManager().addGraph(serial(parallel(b, a), c))).toBe("a$$$$DefaultHeadJob$$");
  });

  test("C27: graphs are found by name and variant, and submitted to where there is one", async () => {
    const manager = new FlowManager();
    manager.addGraph(chain(), "math", "basic");
    expect(manager.getFqNamesByGraph("math", "basic")).toHaveLength(1);
    expect((await manager.submitByGraph({}, "math", "basic")).output).toEqual({ result: "b" });
    manager.addGraph(chain(), "math", "basic");
    const names = manager.getFqNamesByGraph("math", "basic");
    expect(names).toEqual(["math$$basic$$a$$", "math$$basic_1$$a$$"]);
    expect(manager.getFqNamesByGraph("zz")).toEqual([]);
    expect(() => manager.submitByGraph({}, "zz")).toThrow(
      "No graph found with name 'zz' and variant ''",
    );
    expect(() => manager.submitByGraph({}, "math", "basic")).toThrow(
      `Multiple matching graphs found: ${names.join(", ")}`,
    );
  });

  test("C28: a manager takes a job, a graph, a list or graphs by name; never an empty list", () => {
    const { a } = wrap({ a: () => 1 }) as Any ?? {};
    const one = wrap({ only: () => 1 }) as Component;
    for (const graphs of [one, chain(), [chain()], { g: chain() }]) {
      expect(new FlowManager({ graphs }).getFqNames()).toHaveLength(1);
    }
    expect(() => new FlowManager({ graphs: [] })).toThrow("is empty");
    expect(() => new FlowManager({ graphs: 5 as Any })).toThrow();
    expect(a).toBeUndefined();
  });
});
