import { expect, test } from "vitest";
import { nodeModule, packageJson } from "../../build/npm/package_json.ts";

const config = {
  version: "1.2.3",
  license: "Apache-2.0",
  exports: { ".": "./mod.ts", "./functions": "./functions.ts" },
  imports: { a: "npm:a@1.0.0", "@s/b": "npm:@s/b@2.0.0", unused: "npm:unused@3.0.0" },
};

test("it depends on what its modules import, at the versions of deno.json, and on Deno", () => {
  expect(packageJson(config, new Set(["@s/b", "a"]))).toMatchObject({
    version: "1.2.3",
    dependencies: { "@s/b": "2.0.0", a: "1.0.0", deno: expect.stringMatching(/^2\./) },
    exports: {
      ".": { types: "./dist/mod.d.ts", deno: "./dist/mod.js", default: "./dist/node_entry.js" },
      "./functions": { deno: "./dist/functions.js", default: "./dist/node_functions.js" },
    },
  });
  expect(nodeModule("./cli")).toBe("node_cli.js");
});

test("a package that deno.json does not pin is no package to depend on", () => {
  expect(() => packageJson(config, new Set(["other"]))).toThrow("pins no version of 'other'");
});
