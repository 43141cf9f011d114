import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import {
  configFlags,
  leadsToTrunnion,
  nearestConfig,
} from "../../../src/pool/hosts/project_config.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

function project(config: unknown, name = "deno.json"): string {
  const path = `${folder()}/${name}`;
  Deno.writeTextFileSync(path, JSON.stringify(config));
  return path;
}

describe("a deno.json with which Trunnion can be imported", () => {
  test.each([
    ["links it", (from: string) => ({ links: ["./other", relative(from, ROOT)] }), true],
    ["names its dependencies", () => ({ imports: { comlink: "npm:comlink@4.4.2" } }), true],
    ["has an import map that may", () => ({ importMap: "./map.json" }), true],
    ["speaks of it only", () => ({ description: '"comlink"', links: ["./trunnion"] }), false],
    ["says nothing", () => ({}), false],
  ])("%s", (_, config, leads) => {
    const path = project({});
    Deno.writeTextFileSync(path, JSON.stringify(config(path.slice(0, -"/deno.json".length))));
    expect(leadsToTrunnion(path)).toBe(leads);
  });

  test("is Trunnion's own", () => expect(leadsToTrunnion(`${ROOT}deno.json`)).toBe(true));

  test("may stand further up", () => {
    const path = project({ imports: { comlink: "npm:comlink@4.4.2" } });
    const inner = `${path.slice(0, -"/deno.json".length)}/inner`;
    Deno.mkdirSync(inner);
    Deno.writeTextFileSync(`${inner}/deno.json`, "{}");
    expect(leadsToTrunnion(`${inner}/deno.json`)).toBe(true);
  });
});

test("the nearest one above a module is found, with comments or without", () => {
  const path = project({}, "deno.jsonc");
  const inner = `${path.slice(0, -"/deno.jsonc".length)}/a/b.ts`;
  expect(nearestConfig(pathToFileURL(inner).href)).toBe(path);
});

test("what is asked for is taken", () => {
  expect(configFlags("/a/deno.json")).toEqual(["--config", "/a/deno.json"]);
  expect(configFlags(null)).toEqual(["--no-config"]);
});
