import { expect, test } from "vitest";
import { ModuleVersions, withoutVersion } from "../../../kernel/imports/module_versions.ts";

function versions() {
  const stamps: Record<string, number> = {};
  const modules = new ModuleVersions((url) => String(stamps[url] ?? 0));
  /** Loads `url`, which imports the others. */
  const load = (url: string, ...imports: string[]) => {
    const as = modules.refreshed(url);
    for (const one of imports) {
      modules.current(one);
      modules.addImport(as, one);
    }
    return as;
  };
  return { stamps, modules, load };
}

test("a module keeps its URL until it is edited", () => {
  const { stamps, load } = versions();
  expect([load("a"), load("a")]).toEqual(["a", "a"]);
  stamps.a = 1;
  expect([load("a"), load("a")]).toEqual(["a?v=1", "a?v=1"]);
  expect(withoutVersion("a?v=12")).toBe("a");
});

test("a module is loaded anew when one below it was edited, and others are not", () => {
  const { stamps, modules, load } = versions();
  load("a", "b", "c");
  load("b", "d");
  stamps.d = 1;
  expect(load("a", "b", "c")).toBe("a?v=1");
  expect(modules.current("b")).toBe("b?v=1");
  expect(modules.current("d")).toBe("d?v=1");
  expect(modules.current("c")).toBe("c");
});

test("what has failed is loaded anew, edited or not", () => {
  const { modules, load } = versions();
  load("a", "b");
  modules.fail("a");
  expect(load("a", "b")).toBe("a?v=1");
  expect(modules.current("b")).toBe("b?v=1");
  expect(load("a", "b")).toBe("a?v=1");
});

test("circles end", () => {
  const { stamps, modules, load } = versions();
  load("a", "b");
  modules.addImport("b", "a");
  stamps.a = 1;
  expect(load("a", "b")).toBe("a?v=1");
});
