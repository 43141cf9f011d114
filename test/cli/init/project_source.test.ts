import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { packageName, projectSource } from "../../../src/cli/init/project_source.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const JSR = "jsr:@trunnion/trunnion@0.1.0";

test("a checkout is linked, from wherever the project is", () => {
  const source = projectSource("/home/me/work/parts", "file:///home/me/trunnion/");
  expect(source).toEqual({
    kind: "deno",
    links: ["../../trunnion"],
    imports: { trunnion: JSR },
  });
  expect(projectSource("/home/me", "file:///home/me/trunnion/").links).toEqual(["./trunnion"]);
});

test("a registry's copy is taken from the registry", () => {
  const source = projectSource("/p", "https://jsr.io/@trunnion/trunnion/0.1.0/");
  expect(source).toEqual({ kind: "deno", links: [], imports: { trunnion: JSR } });
});

test("a server's copy is taken from the server", () => {
  expect(projectSource("/p", "http://127.0.0.1:1/").imports)
    .toEqual({ trunnion: "http://127.0.0.1:1/mod.ts", "trunnion/": "http://127.0.0.1:1/" });
});

describe("a package of npm is installed as this one was", () => {
  test.each([
    ["a file", "file:../x/trunnion-0.1.0.tgz", "file:../x/trunnion-0.1.0.tgz"],
    ["a version", "^0.1.0", "0.1.0"],
  ])("from %s", (_, spec, expected) => {
    const cache = folder();
    const text = JSON.stringify({ dependencies: { trunnion: spec } });
    Deno.writeTextFileSync(`${cache}/package.json`, text);
    const url = pathToFileURL(`${cache}/node_modules/trunnion/`).href;
    const beside = `${cache.replace(/\/[^/]*$/, "")}/project`;
    expect(projectSource(beside, url))
      .toEqual({ kind: "npm", links: [], imports: { trunnion: expected } });
  });
});

test.each([["/a/My Parts", "my-parts"], ["/a/_x", "x"], ["/a/!!", "parts"]])(
  "the folder %s makes the name %s",
  (path, name) => expect(packageName(path)).toBe(name),
);
