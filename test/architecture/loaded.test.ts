import { expect, test } from "vitest";
import { loadedBy } from "./loaded.ts";
import { readAllTexts } from "./sources.ts";

const texts = await readAllTexts();
/** An import of what runs, as types load nothing. */
const NODE_IMPORT = /^(?:import|export) (?!type)(?:[^;"]*? from )?"(node:[^"]+)"/gm;

test("types and import() load nothing", () => {
  const files = new Map([
    [
      "mod.ts",
      'import type { A } from "./a.ts";\nexport { type B, b } from "./b.ts";\n' +
      'import { type C } from "./c.ts";\nconst d = () => import("./d.ts");\n' +
      '/** import { e } from "./e.ts"; */\nimport {\n  f,\n} from "./f.ts";\nimport "zarrita";\n',
    ],
    ["f.ts", 'export * from "./g.ts";\nimport fs from "node:fs";\n'],
  ]);
  const { files: loaded, packages } = loadedBy(files, "mod.ts");
  expect([...loaded].sort()).toEqual(["b.ts", "f.ts", "g.ts", "mod.ts"]);
  expect([...packages]).toEqual(["zarrita"]);
});

// Every script, every cell's first import and every worker whose tasks import the package pay for
// it: 0.25 ms of processor time a file, and more for a package.
test("importing mod.ts loads few files, and none of the rooms that a call may never need", () => {
  const { files, packages } = loadedBy(texts, "mod.ts");
  expect(files.size).toBeGreaterThan(250);
  expect(files.size).toBeLessThanOrEqual(404);
  expect([...packages].sort()).toEqual([
    "@kninnug/constrainautor",
    "delaunator",
    "get-east-asian-width",
    "strip-ansi",
  ]);
  const waits = [
    /^src\/cad\/(?:audit|previews)\//,
    /^src\/cad\/formats\/(?:brep\/(?!brep_reader)|iges\/(?!iges_reader)|step\/proven\/)/,
    /^src\/cad\/occt\/kernel_process\.ts$/,
    /^src\/cad\/samples\/families\//,
    /^src\/dataset\/(?:chart|explore|export|look|notes|statistics|table|view)\//,
    /^src\/dataset\/(?:dataset|read\/reader|merge\/merge_files|verify\/run_checks)\.ts$/,
    /^src\/page\/(?:chart|draw_chart)\.ts$/,
    /^src\/pipeline\/(?:pipeline_run\.ts$|worker\/)/,
    /^src\/pool\/(?:hosts\/host_|hosts\/hosted_|run\/worker_pool)/,
    /^src\/storage\/(?:parquet|zarr\/zarr_library)/,
  ];
  for (const room of waits) {
    expect([...texts.keys()].some((path) => room.test(path)), String(room)).toBe(true);
    expect([...files].filter((path) => room.test(path))).toEqual([]);
  }
});

// What stands behind them Deno compiles in each process: 30 ms for node:fs and node:zlib.
test("importing a door loads no module of Node but for contexts", () => {
  const loads = new Set<string>();
  for (const door of ["mod.ts", "functions.ts", "graph.ts", "dependent.ts", "stores.ts"]) {
    for (const path of loadedBy(texts, door).files) {
      for (const [, module] of texts.get(path)!.matchAll(NODE_IMPORT)) loads.add(module);
    }
  }
  expect([...loads]).toEqual(["node:async_hooks"]);
});

// It is started for one file of 200, and its process shares no compiled code with others.
test("the kernel's process loads no module of Node to read STEP files", () => {
  for (const entry of ["kernel_host", "kernel_worker", "step_engine"]) {
    const { files } = loadedBy(texts, `src/cad/occt/${entry}.ts`);
    const loads = [...files].filter((path) =>
      [...texts.get(path)!.matchAll(NODE_IMPORT)].length > 0
    );
    expect(loads).toEqual([]);
  }
});

test.each([
  ["src/pool/hosts/host_entry.ts", 14, ["comlink/dist/esm/comlink.mjs"]],
  ["src/pool/inside/worker_entry.ts", 20, ["comlink/dist/esm/comlink.mjs"]],
  ["src/cad/occt/kernel_host.ts", 5, []],
  ["functions.ts", 100, ["get-east-asian-width", "strip-ansi"]],
  // The splits of an earlier dataset, and what reads them, are loaded where there are some.
  ["src/pipeline/pipeline_run.ts", 280, [
    "get-east-asian-width",
    "strip-ansi",
    "strip-json-comments",
  ]],
])("what starts with %s loads up to %i files", (entry, most, wanted) => {
  const { files, packages } = loadedBy(texts, entry);
  expect(files.size).toBeGreaterThan(3);
  expect(files.size).toBeLessThanOrEqual(most);
  expect([...packages].sort()).toEqual(wanted);
});

// All of them but `encode` are added for each command: what one does it loads itself.
test("the commands load nothing that encodes, meshes or exports", () => {
  const { files, packages } = loadedBy(texts, "src/cli/start/all_commands.ts");
  const heavy =
    /^src\/(?:cad\/(?:encode\/|mesh\/mesh_body|viewer\/|features\/)|dataset\/(?:export\/write_|inspect\/))/;
  expect([...files].filter((path) => heavy.test(path))).toEqual([]);
  expect([...packages]).not.toContain("zarrita");
  expect(files.size).toBeLessThanOrEqual(210);
});

// What encodes is as much code as all the rest, and workers alone need it.
test("the process of `trunnion encode` loads nothing that reads, measures or stores", () => {
  const starts = ["start/command_line", "start/encode_alone", "encode_flow"];
  const entries = [...starts.map((name) => `src/cli/${name}.ts`), "src/pipeline/pipeline_run.ts"];
  const files = new Set(entries.flatMap((entry) => [...loadedBy(texts, entry).files]));
  const heavy = [
    /^src\/cad\/(?:encode|mesh|features|geometry|assembly|labels)\//,
    /^src\/storage\/(?:schema\/validate_|zip\/|sqlite\/|create_storage)/,
    /^src\/pipeline\/worker\/item_/,
  ];
  for (const room of heavy) {
    expect([...texts.keys()].some((path) => room.test(path)), String(room)).toBe(true);
    expect([...files].filter((path) => room.test(path))).toEqual([]);
  }
  expect(files.size).toBeLessThanOrEqual(320);
});

// Files are gathered while what reads and measures them is still being loaded.
test("a worker boots for files without what reads and measures them", () => {
  const entries = ["tasks/builtin_tasks", "worker/boot_worker"];
  const files = new Set(
    [...entries.map((name) => `src/pipeline/${name}.ts`), "src/cad/occt/occt_loader.ts"]
      .flatMap((entry) => [...loadedBy(texts, entry).files]),
  );
  const late =
    /^src\/(?:page\/page_text|cad\/(?:encode|mesh|features|geometry\/(?!transform)|formats\/step\/proven)\/)/;
  expect([...files].filter((path) => late.test(path))).toEqual([]);
  expect(files.size).toBeLessThanOrEqual(150);
});

// Users' own tasks may mesh; of the built-in ones none does.
test("what encodes files for the built-in tasks loads no package, and nothing that meshes", () => {
  for (const entry of ["pipeline/tasks/encode_bodies", "cad/formats/step/read_step"]) {
    const { files, packages } = loadedBy(texts, `src/${entry}.ts`);
    expect([...packages]).toEqual([]);
    expect([...files].filter((path) => /^src\/cad\/(?:mesh\/|formats\/brep\/brep_text)/.test(path)))
      .toEqual([]);
    expect(files.size).toBeLessThanOrEqual(160);
  }
});

// What a stage's items need beside their tasks; pictures are drawn by those that want some.
test("a worker of a pipeline loads nothing that meshes, draws or measures", () => {
  const { files, packages } = loadedBy(texts, "src/pipeline/worker/boot_worker.ts");
  expect([...files].filter((path) => /^src\/cad\/(?:mesh|render|features)\//.test(path)))
    .toEqual([]);
  expect([...packages]).toEqual([]);
  expect(files.size).toBeLessThanOrEqual(105);
});
