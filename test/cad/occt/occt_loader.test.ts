import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { assemblyNodes } from "../../../src/cad/assembly/assembly.ts";
import { type BodyState, bodyState } from "../../../src/cad/assembly/body_state.ts";
import type { CadModel } from "../../../src/cad/cad_loader.ts";
import { CadError, KernelTimeout } from "../../../src/cad/errors.ts";
import type { LoaderOptions } from "../../../src/cad/loader_options.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { corpusFiles, HAS_CORPUS } from "../../helpers/corpus.ts";
import { makeStepParts, padded, type StepParts } from "./step_parts.ts";

let parts: StepParts;
let folder: string;
let loader: OcctLoader;
beforeAll(async () => {
  parts = await makeStepParts();
  folder = await mkdtemp(join(tmpdir(), "trunnion-loader-"));
  loader = new OcctLoader({ reader: "kernel" });
  await loader.warmUp();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Faces, each as often as its body stands in the file. */
const placedFaces = ({ bodies }: CadModel): number =>
  bodies.reduce((sum, { brep, instances }) => sum + brep.faces.length * instances.length, 0);

describe("a STEP file becomes a model", () => {
  test("of one body", async () => {
    const path = await file("box.step", parts.box);
    const model = await loader.createFromFile(path);
    expect(model.getBodyCount()).toBe(1);
    expect(model.bodies[0].kind).toBe("solid");
    const { faces, edges, vertices } = model.getBrep();
    expect([faces.length, edges.length, vertices.length]).toEqual([6, 12, 24]);
    expect(Math.max(...vertices)).toBe(30);
    expect(model).toMatchObject({
      path,
      size: parts.box.length,
      hash: createHash("sha256").update(parts.box).digest("hex"),
      provenance: {
        kernel: "OpenCascade",
        kernelVersion: "8.0",
        reader: "step-occt-wasm",
        units: "mm",
        fileUnits: "mm",
        format: "STEP",
      },
    });
    for (const time of Object.values(model.timings)) expect(time).toBeGreaterThan(0);
  });

  test("whose faces have the entity numbers and the names of the file", async () => {
    const named = parts.box.replace(/#(\d+) = ADVANCED_FACE\(''/g, "#$1 = ADVANCED_FACE('face $1'");
    const model = await loader.createFromFile(await file("named.stp", named));
    for (const { entityId, name } of model.getBrep().faces) {
      expect(parts.box).toContain(`#${entityId} = ADVANCED_FACE`);
      expect(name).toBe(`face ${entityId}`);
    }
  });

  test("whose distinct bodies stand in several places", async () => {
    const model = await loader.createFromFile(await file("assembly.step", parts.assembly));
    expect(model.getBodyCount()).toBe(1);
    expect(model.bodies[0].instances).toHaveLength(3);
    expect(model.getFaceCount()).toBe(6);
    expect(placedFaces(model)).toBe(18);
  });

  test("in millimetres, from inches", async () => {
    const inch = parts.box.replace(
      /\( LENGTH_UNIT\(\) NAMED_UNIT\(\*\) SI_UNIT\(\.MILLI\.,\.METRE\.\) \)/,
      "( CONVERSION_BASED_UNIT('INCH',#900001) LENGTH_UNIT() NAMED_UNIT(#900002) )",
    ).replace(
      /ENDSEC;\s*END-ISO/,
      "#900001=LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),#900003);" +
        "#900002=DIMENSIONAL_EXPONENTS(1.,0.,0.,0.,0.,0.,0.);" +
        "#900003=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.));\nENDSEC;\nEND-ISO",
    );
    const model = await loader.createFromFile(await file("inch.step", inch));
    expect(model.provenance).toMatchObject({ units: "mm", fileUnits: "inch" });
    expect(Math.max(...model.getBrep().vertices)).toBeCloseTo(30 * 25.4, 9);
  });

  test("in the file's own unit, for one file or for all", async () => {
    const path = await file(
      "metres.step",
      parts.box.replace("SI_UNIT(.MILLI.,.METRE.)", "SI_UNIT(.CENTI.,.METRE.)"),
    );
    const own = await loader.createFromFile(path, { units: "file" });
    expect(own.provenance).toMatchObject({ units: "cm", fileUnits: "cm" });
    expect(Math.max(...own.getBrep().vertices)).toBeCloseTo(30, 9);
    const usual = await loader.createFromFile(path);
    expect(usual.provenance).toMatchObject({ units: "mm", fileUnits: "cm" });
    expect(Math.max(...usual.getBrep().vertices)).toBeCloseTo(300, 8);

    const keeping = new OcctLoader({ reader: "kernel" });
    try {
      keeping.setOptions({ units: "file" });
      const again = await keeping.createFromFile(path);
      expect(Math.max(...again.getBrep().vertices)).toBeCloseTo(30, 9);
      // A file in millimetres after one in another unit is not scaled.
      const box = await keeping.createFromFile(await file("box.step", parts.box));
      expect(box.provenance.units).toBe("mm");
      expect(Math.max(...box.getBrep().vertices)).toBe(30);
    } finally {
      await keeping.close();
    }
  });

  test("with the bodies that are asked for", async () => {
    const path = await file("assembly.step", parts.assembly);
    const spans = (model: CadModel) =>
      model.bodies.map(({ brep }) => Math.max(...brep.vertices.filter((_, i) => i % 3 === 0)));
    const placed = await loader.createFromFile(path, { bodies: "instances" });
    expect(placed.getFaceCount()).toBe(18);
    expect(spans(placed).map((x) => Math.round(x))).toEqual([10, 110, 0]);
    const merged = await loader.createFromFile(path, { bodies: "merged" });
    expect(merged.getBodyCount()).toBe(1);
    expect(merged.getBrep().faces).toHaveLength(18);
    expect(spans(merged)[0]).toBeCloseTo(110, 9);
    const nodes = (model: CadModel) =>
      [...assemblyNodes(model.tree())].flatMap(({ node }) => node.bodies.map(({ body }) => body));
    expect(nodes(placed).sort()).toEqual([0, 1, 2]);
    expect(new Set(nodes(merged))).toEqual(new Set([0]));
  });

  test("by another tolerance", async () => {
    // One edge's line passes 4 micrometres beside its corners: what is near enough is kept and
    // gets that tolerance, what is not is mended.
    let count = 0;
    const beside = parts.box.replace(
      /(CARTESIAN_POINT\('',\()([^,)]*)(?=,[^,)]*,)/g,
      (whole, head, x) => ++count === 11 ? `${head}${Number(x) + 0.004}` : whole,
    );
    const path = await file("beside.step", beside);
    const loosest = ({ bodies }: CadModel) =>
      Math.max(...bodies[0].brep.edges.map(({ tolerance }) => tolerance));
    expect(loosest(await loader.createFromFile(path, { tolerance: 0.1 }))).toBeCloseTo(0.004, 6);
    expect(loosest(await loader.createFromFile(path))).toBeCloseTo(1e-7, 9);
  });

  test("with options that there are", async () => {
    const path = await file("box.step", parts.box);
    expect(() => loader.setOptions({ unit: "mm" } as LoaderOptions)).toThrow(UsageError);
    await expect(loader.createFromFile(path, { bodies: "all" } as unknown as LoaderOptions)).rejects
      .toThrow("Cannot set the loader's option 'bodies'");
    expect(() => new OcctLoader({ deadline: -1 })).toThrow(UsageError);
  });

  test("whose solids alone are asked for", async () => {
    const path = await file("box.step", parts.box);
    expect((await loader.createFromFile(path, { bodies: "solids" })).getBodyCount()).toBe(1);
    const open = parts.box
      .replace(/MANIFOLD_SOLID_BREP\('',(#\d+)\)/, "SHELL_BASED_SURFACE_MODEL('',($1))")
      .replace("ADVANCED_BREP_SHAPE_REPRESENTATION", "MANIFOLD_SURFACE_SHAPE_REPRESENTATION")
      .replace(/CLOSED_SHELL\('',\(#\d+,/, "OPEN_SHELL('',(");
    const sheet = await file("sheet.step", open);
    const model = await loader.createFromFile(sheet);
    expect(model.bodies[0].kind).toBe("shell");
    expect(bodyState(model.bodies[0])).toMatchObject({ closed: false, boundaryEdges: 4 });
    await expect(loader.createFromFile(sheet, { bodies: "solids" })).rejects.toMatchObject({
      name: "OpenShell",
    });
  });

  test("whatever its name", async () => {
    const model = await loader.createFromFile(await file("Zahnrad ö #5 №.step", parts.cylinder));
    expect(model.getFaceCount()).toBe(3);
  });

  test("once, where its data are in it twice", async () => {
    const data = /DATA;([\s\S]*?)ENDSEC;/.exec(parts.box)![1];
    const model = await loader.createFromFile(
      await file("twice.step", parts.box.replace(data, data + data)),
    );
    expect(placedFaces(model)).toBe(6);
  });
});

describe("what cannot be opened says why", () => {
  test.each([
    ["missing.step", null, "FileNotFound"],
    ["empty.step", "", "EmptyFile"],
    ["text.step", "hello", "NotStep"],
    ["model.igs", "hello", "NotIges"],
    ["model.brep", "hello", "NotBrep"],
    ["model.sat", "hello", "UnsupportedFormat"],
  ])("%s", async (name, content, error) => {
    const path = content === null ? join(folder, name) : await file(name, content);
    const opening = loader.createFromFile(path);
    await expect(opening).rejects.toThrow(CadError);
    await expect(opening).rejects.toMatchObject({ name: error });
  });

  test("a folder", async () => {
    const path = join(folder, "folder.step");
    await mkdir(path);
    await expect(loader.createFromFile(path)).rejects.toMatchObject({
      name: "FileUnreadable",
      message: expect.stringContaining("folder"),
    });
  });

  test("a path that leads through a file", async () => {
    const path = join(await file("notafolder", "x"), "part.step");
    await expect(loader.createFromFile(path)).rejects.toMatchObject({ name: "FileUnreadable" });
  });

  test("a file without shapes, and the next one is fine", async () => {
    const data = "DATA;\n#1 = PRODUCT('','','',());\nENDSEC;";
    const lost = parts.box.replace(/DATA;[^]*?ENDSEC;/, data);
    await expect(loader.createFromFile(await file("lost.step", lost))).rejects.toMatchObject({
      name: "NoBodies",
    });
    const model = await loader.createFromFile(await file("good.step", parts.box));
    expect(model.getFaceCount()).toBe(6);
  });

  test("a file that takes too long", async () => {
    // So many points that the kernel is at work for several seconds.
    const path = await file("slow.step", padded(parts.cylinder, 400_000));
    const quick = new OcctLoader({ deadline: 1000, reader: "kernel" });
    const reading = quick.createFromFile(path);
    await expect(reading).rejects.toThrow(KernelTimeout);
    await expect(reading).rejects.toMatchObject({ data: { file: path } });
    await quick.close();
  });
});

describe.skipIf(!HAS_CORPUS)("real files", () => {
  test.each(corpusFiles("smoke"))("$file", async ({ path, faces, sha256 }) => {
    const model = await loader.createFromFile(path);
    expect(placedFaces(model)).toBe(faces);
    expect(model.hash).toBe(sha256);
    const all = model.bodies.flatMap(({ brep }) => brep.faces);
    expect(all.filter(({ entityId }) => entityId === null)).toEqual([]);
  });

  const isStep = (name: string) => /\.ste?p$/i.test(name);
  const hard = corpusFiles("hard");
  const pathOf = (name: string) => hard.find(({ file }) => file === name)!.path;
  const read = hard.filter(({ result, faces }) => result === "ok" && faces > 0);
  // Those of other formats are read in the tests of their rooms.
  const good = read.filter(({ file }) => isStep(file));

  test.each(good)("$file", async ({ path, faces }) => {
    expect(placedFaces(await loader.createFromFile(path))).toBe(faces);
  });

  test.skipIf(!HAS_CORPUS)("that are not what they say are told apart", async () => {
    const states: [string, Partial<BodyState>][] = [
      ["h22_nonmanifold_four_use_edge.stp", {
        manifold: false,
        nonManifoldEdges: 1,
        closed: false,
      }],
      ["h28_brep_with_voids.stp", { closed: true, shells: 2, voids: 1 }],
      ["h31_degenerate_torus_sheet.stp", { closed: false, manifold: true }],
    ];
    for (const [name, state] of states) {
      const model = await loader.createFromFile(pathOf(name));
      expect(bodyState(model.bodies[0]), name).toMatchObject(state);
    }
    const refused: [string, string][] = [
      ["h22_nonmanifold_four_use_edge.stp", "NonManifold"],
      ["h31_degenerate_torus_sheet.stp", "OpenShell"],
      ["h26_wireframe_only.stp", "WireframeOnly"],
      ["h09_nist_ftc08_ap242_tessellated_only.stp", "TessellatedOnly"],
      ["h14_catia_external_refs_only.stp", "ExternalReferences"],
      ["h29_csg_primitives_only.stp", "NoBodies"],
    ];
    for (const [name, error] of refused) {
      await expect(loader.createFromFile(pathOf(name), { bodies: "solids" }), name).rejects
        .toMatchObject({ name: error });
    }
  });

  const packed = "d09_gzip_named.step";
  test("a file that is compressed, which the native reader does not take", async () => {
    expect(placedFaces(await loader.createFromFile(pathOf(packed)))).toBe(7);
  });

  const others: Record<string, string> = {
    "d25_truncated.igs": "TruncatedFile",
    "h43_iges_first_line_82_cols.iges": "MalformedIges",
  };
  test.each(hard.filter((entry) => !read.includes(entry) && entry.file !== packed))(
    "$file",
    async ({ file, path }) => {
      const opening = loader.createFromFile(path);
      await expect(opening).rejects.toThrow(CadError);
      if (!isStep(file)) await expect(opening).rejects.toMatchObject({ name: others[file] });
    },
  );
});
