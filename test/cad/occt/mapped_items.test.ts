/** Parts that are placed by scale and mirror, which the kernel's reader gets wrong. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assemblyNodes } from "../../../src/cad/assembly/assembly.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import type { LoaderOptions } from "../../../src/cad/loader_options.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { entitiesIn, withData } from "../formats/step_text.ts";
import { makeStepParts } from "./step_parts.ts";

let box: string, folder: string, loader: OcctLoader;
beforeAll(async () => {
  ({ box } = await makeStepParts());
  folder = await mkdtemp(join(tmpdir(), "trunnion-mapped-"));
  loader = new OcctLoader();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

/**
 * Where a mapped item is put: axes, origin and scale of its operator; null for what is left out.
 */
interface Target {
  readonly axes: readonly (string | null)[];
  readonly origin: string;
  readonly scale: number | null;
}
const RIGHT = ["1.,0.,0.", "0.,1.,0.", "0.,0.,1."];
const at = (origin: string, scale: number | null = null, axes: Target["axes"] = RIGHT): Target => ({
  axes,
  origin,
  scale,
});

/** The box of 10 x 20 x 30 mm, mapped to these targets. */
function mapped(...targets: Target[]): string {
  const entities = entitiesIn(box);
  const find = (type: string) => entities.find(({ value }) => value.startsWith(type))!;
  const shape = find("ADVANCED_BREP_SHAPE_REPRESENTATION");
  const [placement] = /#\d+/.exec(shape.value)!, context = /(#\d+)\)$/.exec(shape.value)![1];
  const owner = find("SHAPE_DEFINITION_REPRESENTATION");
  let lines = `#9000=REPRESENTATION_MAP(${placement},#${shape.id});`;
  const items = targets.map(({ axes, origin, scale }, i) => {
    const id = 9100 + 10 * i;
    const refs = axes.map((axis, k) => {
      if (axis === null) return "$";
      lines += `#${id + k}=DIRECTION('',(${axis}));`;
      return `#${id + k}`;
    });
    lines += `#${id + 3}=CARTESIAN_POINT('',(${origin}));#${id + 4}=` +
      `CARTESIAN_TRANSFORMATION_OPERATOR_3D('','',$,${refs[0]},${refs[1]},#${id + 3},` +
      `${scale === null ? "$" : `${scale}.`.replace(/(\.\d+)\.$/, "$1")},${refs[2]});` +
      `#${id + 5}=MAPPED_ITEM('item ${i}',#9000,#${id + 4});`;
    return `#${id + 5}`;
  });
  lines += `#9001=SHAPE_REPRESENTATION('whole',(${[...items, placement].join()}),${context});`;
  const data = entities.map(({ id, value }) =>
    `#${id}=${id === owner.id ? value.replace(`#${shape.id})`, "#9001)") : value};`
  );
  return withData(box, data.join("\n") + lines);
}

async function load(text: string, options: LoaderOptions = {}) {
  const path = join(folder, "mapped.step");
  await writeFile(path, text);
  return await loader.createFromFile(path, options);
}

/** Area, volume and centre of mass of each body, rounded. */
async function measures(text: string, bodies: "instances" | "merged") {
  const model = await load(text, { bodies });
  return model.bodies.map(({ brep }) => {
    const arrays = new BrepEncoder(brep).pushBodyAttributes();
    const numbers = (key: string) =>
      Array.from(arrays[key].data, Number).map((x) => Math.round(x * 1e6) / 1e6 + 0);
    return {
      area: numbers("bodies/body_areas")[0],
      volume: numbers("solids/solid_volumes")[0],
      centre: numbers("solids/solid_centers_of_mass"),
    };
  });
}

test("a scale is the file's, not its inverse", async () => {
  const text = mapped(at("100.,0.,0.", 2));
  const { bodies: [{ instances }] } = await load(text);
  expect(instances.map(({ transform }) => Array.from(transform!))).toEqual([
    [2, 0, 0, 100, 0, 2, 0, 0, 0, 0, 2, 0],
  ]);
  expect(await measures(text, "instances"))
    .toEqual([{ area: 8800, volume: 48000, centre: [110, 20, 30] }]);
});

test("one body stands there in several scales", async () => {
  const text = mapped(at("100.,0.,0.", 2), at("0.,0.,0."), at("0.,50.,0.", .5));
  expect(await measures(text, "instances")).toEqual([
    { area: 8800, volume: 48000, centre: [110, 20, 30] },
    { area: 2200, volume: 6000, centre: [5, 10, 15] },
    { area: 550, volume: 750, centre: [2.5, 55, 7.5] },
  ]);
  const [merged] = await measures(text, "merged");
  expect([merged.area, merged.volume]).toEqual([11550, 54750]);
});

test.each([
  ["y", ["1.,0.,0.", "0.,-1.,0.", "0.,0.,1."], [105, -10, 15]],
  ["x", ["-1.,0.,0.", "0.,1.,0.", "0.,0.,1."], [95, 10, 15]],
  ["z", ["1.,0.,0.", "0.,1.,0.", "0.,0.,-1."], [105, 10, -15]],
  ["a quarter turn and x", ["0.,1.,0.", "1.,0.,0.", "0.,0.,1."], [110, 5, 15]],
])("a mirror is kept: %s", async (_, axes, centre) => {
  const text = mapped(at("100.,0.,0.", 1, axes));
  expect(await measures(text, "instances")).toEqual([{ area: 2200, volume: 6000, centre }]);
  const { bodies: [{ instances }] } = await load(text);
  const [m] = instances.map(({ transform }) => transform!);
  expect(
    m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8]) +
      m[2] * (m[4] * m[9] - m[5] * m[8]),
  ).toBeCloseTo(-1, 12);
});

test("a body and its mirror image in one place are two instances, and two nodes", async () => {
  const text = mapped(at("0.,0.,0."), at("0.,0.,0.", 1, ["1.,0.,0.", "0.,-1.,0.", "0.,0.,1."]));
  expect((await measures(text, "instances")).map(({ centre }) => centre))
    .toEqual([[5, 10, 15], [5, -10, 15]]);
  const nodes = [...assemblyNodes((await load(text)).tree())].map(({ node }) => node.bodies);
  expect(nodes).toEqual([[], [{ body: 0, instance: 0 }], [{ body: 0, instance: 1 }]]);
});

test("edges of a mirrored box are convex", async () => {
  const text = mapped(at("0.,0.,0.", 1, ["1.,0.,0.", "0.,-1.,0.", "0.,0.,1."]));
  const { bodies: [{ brep }] } = await load(text, { bodies: "instances" });
  const { data } = new BrepEncoder(brep).pushEdgeAttributes()["edges/edge_convexities"];
  expect(Array.from(data, Number)).toEqual(new Array(12).fill(1));
});

test("in the file's own unit", async () => {
  const text = mapped(at("100.,0.,0.", 2)).replaceAll(".MILLI.,.METRE.", ".CENTI.,.METRE.");
  const { bodies: [{ instances: [{ transform }] }] } = await load(text, { units: "file" });
  expect([transform![0], transform![3]]).toEqual([2, 100]);
});
