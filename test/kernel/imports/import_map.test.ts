import { expect, test } from "vitest";
import { isBare, resolveInMap } from "../../../kernel/imports/import_map.ts";
import { parseJsonc } from "../../../kernel/imports/jsonc.ts";

test.each(["a", "@a/b", "a/b.ts"])("%s is a bare name", (name) => expect(isBare(name)).toBe(true));
test.each(["./a", "../a", "/a", "npm:a", "file:///a", "https://a/b"])(
  "%s is none",
  (name) => expect(isBare(name)).toBe(false),
);

test("an exact name comes before a prefix, a longer prefix before a shorter", () => {
  const map = { a: "npm:a@1", "a/": "./src/", "a/b/": "https://x/", c: "../c.ts" };
  const resolve = (name: string) => resolveInMap(map, name, "file:///p/deno.json");
  expect(resolve("a")).toBe("npm:a@1");
  expect(resolve("a/x.ts")).toBe("file:///p/src/x.ts");
  expect(resolve("a/b/x.ts")).toBe("https://x/x.ts");
  expect(resolve("c")).toBe("file:///c.ts");
  expect(resolve("toString")).toBe(undefined);
});

test("JSON with comments is read", () => {
  const text = `{ // one\n "a": "http://x", /* two */ "b": [1, 2, // three\n ], "c": "a,]",\n}`;
  expect(parseJsonc(text)).toEqual({ a: "http://x", b: [1, 2], c: "a,]" });
  expect(() => parseJsonc("{")).toThrow(SyntaxError);
});
