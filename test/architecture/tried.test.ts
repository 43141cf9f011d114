import { describe, expect, test } from "vitest";
import { readAllImports, readAllTexts } from "./sources.ts";
import { isNamedBy, mirrorOf, reachedFrom, roomOf, statements } from "./tried.ts";

/** More statements than this are not left to the test of something else's something else. */
const MOST_UNNAMED = 25;

/**
 * Sources that are behind the door of another room or of a worker, with the test that tries them
 * through it.
 */
const BEHIND_DOORS: Readonly<Record<string, string>> = {
  "src/cad/features/edges/continuity.ts": "test/cad/encode/brep_encoder.test.ts",
  "src/cad/features/shape_arrays.ts": "test/cad/encode/brep_encoder.test.ts",
  "src/cad/formats/brep/brep_nurbs.ts": "test/cad/formats/brep/brep_text.test.ts",
  "src/cad/formats/step/read_step.ts": "test/cad/occt/occt_loader.test.ts",
  "src/dataset/verify/check_boxes.ts": "test/dataset/verify/verify_dataset.test.ts",
  "src/dataset/verify/check_stored.ts": "test/dataset/verify/verify_dataset.test.ts",
  "src/flow/dependent/context_executions.ts": "test/flow/dependent/behaviours_a3.test.ts",
  "src/flow/dependent/flow_job.ts": "test/flow/dependent/behaviours_a3.test.ts",
  "src/flow/dependent/flow_registry.ts": "test/flow/dependent/behaviours_a3.test.ts",
  "src/flow/functions/call_task.ts": "test/flow/functions/behaviours_b2.test.ts",
  "src/flow/functions/flow_execution.ts": "test/flow/functions/behaviours_b2.test.ts",
  "src/flow/functions/function_flow.ts": "test/flow/functions/behaviours_b2.test.ts",
  "src/flow/graph/call_parameters.ts": "test/flow/graph/behaviours_c5.test.ts",
  "src/flow/graph/graph_definition.ts": "test/flow/graph/behaviours_c1.test.ts",
  "src/flow/graph/parameter_names.ts": "test/flow/graph/behaviours_c5.test.ts",
  "src/pipeline/stages/worker_stage.ts": "test/pipeline/create_flow.test.ts",
  "src/pipeline/tasks/save_labels.ts": "test/cli/encode_labels.test.ts",
  "src/pipeline/worker/item_scope.ts": "test/pipeline/create_flow.test.ts",
  "src/pool/inside/worker_side.ts": "test/pool/run/worker_pool.test.ts",
};

const texts = await readAllTexts();
const imports = await readAllImports();
const isSource = (path: string) => path.startsWith("src/");
const sources = [...texts.keys()].filter(isSource);
const tests = new Map([...imports].filter(([path]) => path.startsWith("test/")));

/** Whether a source has a test of its name, or one of its room names it. */
const isTried = (source: string) => texts.has(mirrorOf(source)) || isNamedBy(tests, source);

/** Whether a source has a test, or all that what has one does is to load it when it is called. */
const hasTest = (source: string) =>
  isTried(source) || sources.some((door) => isDoorTo(source, door) && isTried(door));

function isDoorTo(source: string, door: string): boolean {
  const targets = imports.get(door)!;
  return targets.includes(source) && roomOf(door) === roomOf(source) &&
    statements(texts.get(door)!) === 2 && /\bawait import\(/.test(texts.get(door)!);
}

/** Whether a source is a part of one of its room that has a test. */
const isPart = (source: string) =>
  sources.some((whole) =>
    roomOf(whole) === roomOf(source) && imports.get(whole)!.includes(source) && hasTest(whole)
  );

describe("sources", () => {
  test("with much in them have a test, or are a part of what has one", () => {
    const without = sources.filter((source) =>
      statements(texts.get(source)!) > MOST_UNNAMED && !hasTest(source) && !isPart(source)
    );
    expect(without.sort()).toEqual(Object.keys(BEHIND_DOORS));
  });

  test.each(Object.entries(BEHIND_DOORS))("%s is reached by %s", (source, path) => {
    expect(reachedFrom([path], imports)).toContain(source);
  });

  test("with anything in them are reached by a test", () => {
    const reached = reachedFrom(tests.keys(), imports);
    const lost = sources.filter((source) =>
      statements(texts.get(source)!) > 0 && !reached.has(source)
    );
    expect(lost).toEqual([]);
  });
});

describe("what is seen of sources and tests", () => {
  test("statements, but no types and no comments", () => {
    const code = [
      "/** const no = 1; */",
      "// return nothing;",
      "export interface A {",
      "  readonly b: number;",
      "}",
      "export function f(a: A): number {",
      "  if (a.b > 0) return 1;",
      "  else {",
      "    const c = a.b;",
      "    return c;",
      "  }",
      "}",
    ].join("\n");
    expect(statements(code)).toBe(4);
  });

  test("the test of a name, and one of the same room that names it", () => {
    expect(mirrorOf("src/a/b/c.ts")).toBe("test/a/b/c.test.ts");
    const planted = new Map([["test/b/x.test.ts", ["src/a/c.ts"]]]);
    expect(isNamedBy(planted, "src/a/c.ts")).toBe(false);
    planted.set("test/a/y.test.ts", ["src/a/c.ts"]);
    expect(isNamedBy(planted, "src/a/c.ts")).toBe(true);
  });

  test("what is reached over several imports, circles included", () => {
    const planted = new Map([["t", ["a"]], ["a", ["b"]], ["b", ["a"]], ["c", ["a"]]]);
    expect([...reachedFrom(["t"], planted)].sort()).toEqual(["a", "b", "t"]);
  });
});
