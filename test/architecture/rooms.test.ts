import { describe, expect, test } from "vitest";
import { circles, hallsAbove, reachedRooms, type Sources } from "./plan.ts";
import { readAllImports, readSources, readText } from "./sources.ts";

/** The rooms of the house, top to bottom: a room imports only from itself and from below. */
const ROOMS = [
  "cli",
  "pipeline",
  "display",
  "dataset",
  "cad",
  "storage",
  "pool",
  "journal",
  "flow",
  "page",
  "base",
];

/**
 * The rooms inside of a room, top to bottom. Files that lie flat in a room are its front or its
 * ground; what they lead to counts, so that no detour through them runs back up.
 */
const SUB_ROOMS = [
  ["pipeline/outputs", "pipeline/stages", "pipeline/worker", "pipeline/folder", "pipeline/tasks"],
  ["pipeline/tasks", "pipeline/items", "pipeline/code"],
  [
    "dataset/verify",
    "dataset/view",
    "dataset/chart",
    "dataset/inspect",
    "dataset/look",
    "dataset/explore",
    "dataset/notes",
    "dataset/pack",
    "dataset/load",
    "dataset/export",
    "dataset/split",
    "dataset/statistics",
    "dataset/query",
    "dataset/read",
  ],
  ["dataset/verify", "dataset/merge", "dataset/notes"],
  ["cad/samples/families", "cad/occt"],
  ["cad/viewer", "cad/encode", "cad/render", "cad/mesh"],
  ["cad/viewer", "cad/previews", "cad/render", "cad/mesh"],
  ["cad/labels", "cad/encode", "cad/profiles", "cad/features", "cad/assembly"],
  ["cad/encode", "cad/mesh", "cad/features", "cad/geometry/trimming"],
  ["cad/features/bodies", "cad/features/pairs", "cad/features/edges", "cad/features/faces"],
  ["cad/features/faces", "cad/geometry/quadrature", "cad/geometry/trimming", "cad/geometry/nurbs"],
  ["cad/occt", "cad/look", "cad/render", "cad/mesh", "cad/assembly"],
  ["cad/occt", "cad/formats/step", "cad/formats/brep", "cad/assembly", "cad/geometry/trimming"],
  ["cad/occt", "cad/formats/iges", "cad/formats/brep", "cad/assembly"],
  ["cad/formats/step/proven", "cad/formats/step/text"],
  ["cad/formats/step/proven/seams", "cad/geometry/nurbs"],
  ["storage/zip", "storage/zarr", "storage/schema"],
  ["pool/executors", "pool/run", "pool/hosts", "pool/inside", "pool/channel"],
  ["flow/functions", "flow/engine", "flow/record", "flow/policy"],
  ["flow/graph", "flow/engine", "flow/record", "flow/policy"],
  ["flow/dependent", "flow/engine", "flow/record", "flow/policy"],
];

/** A room with more files than this lying flat is a hall that nobody can name from memory. */
const MOST_FLAT = 32;

/** Rooms that must run in a browser and under Node: nothing of the system may be imported. */
const PURE = [
  /^src\/cad\/geometry\//,
  /^src\/cad\/features\//,
  /^src\/cad\/render\//,
  /^src\/storage\/schema\//,
];

/** A statement of SQL in a string of the code. */
const SQL =
  /["'`]\s*(?:SELECT\s[\s\S]*?\sFROM|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\b/;

/** A command of the command line, as a sentence names it. */
const COMMAND = /\btrunnion (?:encode|run|retry|status|clean|inspect|split|verify|graph|samples)\b/;

const sources: Sources = await readSources();
const roomOf = (path: string) => path.split("/")[1];

describe("rooms", () => {
  test("every folder of src/ is a room of the plan", () => {
    const found = new Set([...sources.keys()].map(roomOf));
    expect([...found].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  test("imports go down the list of rooms only", () => {
    const wrong: string[] = [];
    for (const [path, targets] of sources) {
      for (const target of targets) {
        // The notebook's kernel stands beside the rooms: the command line installs it.
        if (target.startsWith("kernel/") && roomOf(path) === "cli") continue;
        if (!target.startsWith("src/")) wrong.push(`${path} imports ${target}`);
        else if (ROOMS.indexOf(roomOf(target)) < ROOMS.indexOf(roomOf(path))) {
          wrong.push(`${path} imports ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("the journal and the pool do not know each other", () => {
    const wrong = [...sources].flatMap(([path, targets]) =>
      targets.filter((target) =>
        [["pool", "journal"], ["journal", "pool"]].some(([a, b]) =>
          roomOf(path) === a && roomOf(target) === b
        )
      ).map((target) => `${path} imports ${target}`)
    );
    expect(wrong).toEqual([]);
  });

  test.each(SUB_ROOMS)("in %s and below it nothing leads back up", (...order) => {
    expect(order.flatMap((room, i) => reachedRooms(sources, room, order.slice(0, i)))).toEqual([]);
  });

  test("no two files import each other, by types neither", () => {
    expect(circles(sources)).toEqual([]);
  });

  test("the notebook's kernel stands alone: of src/ it imports base/", async () => {
    const kernel = new Map(
      [...await readAllImports()].filter(([path]) => path.startsWith("kernel/")),
    );
    expect(kernel.size).toBeGreaterThan(50);
    expect(circles(kernel)).toEqual([]);
    const foreign = [...kernel].flatMap(([path, targets]) =>
      targets.filter((target) => !/^(?:kernel|src\/base)\//.test(target))
        .map((target) => `${path} imports ${target}`)
    );
    expect(foreign).toEqual([]);
    expect(hallsAbove(kernel, MOST_FLAT)).toEqual([]);
  });

  test(`no room has more than ${MOST_FLAT} files lying flat`, () => {
    expect(hallsAbove(sources, MOST_FLAT)).toEqual([]);
  });

  test("SQL stands in the journal, and where files or results are kept in SQLite, alone", async () => {
    const wrong: string[] = [];
    for (const path of sources.keys()) {
      const mayHave = roomOf(path) === "journal" || path.startsWith("src/storage/sqlite/") ||
        path === "src/flow/stores/sqlite_backend.ts";
      if (!mayHave && SQL.test(await readText(path))) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  test("what runs flows knows nothing of the command line", async () => {
    const wrong: string[] = [];
    for (const path of sources.keys()) {
      if (!["pipeline", "pool", "journal"].includes(roomOf(path))) continue;
      if (COMMAND.test(await readText(path))) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  test("no room imports the public module", () => {
    const wrong = [...sources].filter(([, targets]) => targets.includes("mod.ts"));
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test("geometry, features and schema import nothing of the system", async () => {
    const wrong: string[] = [];
    for (const path of sources.keys()) {
      if (!PURE.some((pattern) => pattern.test(path))) continue;
      const code = (await readText(path)).replace(/\/\*[\s\S]*?\*\//g, "");
      if (/\bDeno\./.test(code)) wrong.push(`${path}: Deno`);
      if (/["']node:/.test(code)) wrong.push(`${path}: node`);
    }
    expect(wrong).toEqual([]);
  });
});
