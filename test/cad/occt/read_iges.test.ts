/** IGES files, as the loader reads them through the second build of the kernel. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { bodyState } from "../../../src/cad/assembly/body_state.ts";
import { DamagedGeometry, MalformedIges, NoBodies, NotProven } from "../../../src/cad/errors.ts";
import { BodyGeometry } from "../../../src/cad/features/bodies/body_geometry.ts";
import type { LoaderOptions } from "../../../src/cad/loader_options.ts";
import { KernelClient } from "../../../src/cad/occt/kernel_client.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { corpusFiles } from "../../helpers/corpus.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { igesText, r, solidBox, type TextEntity, trimmedBox } from "../formats/iges/iges_text.ts";

const loader = new OcctLoader();
afterAll(() => loader.close());
const folder = temporaryFolder();
let files = 0;

function open(content: string | Uint8Array, options: LoaderOptions = {}, name = "box.igs") {
  const path = join(folder(), `${files++}_${name}`);
  writeFileSync(path, content);
  return loader.createFromFile(path, options);
}

test("a solid has its faces, its measures, and what the file calls it", async () => {
  const { bodies, provenance, exporter } = await open(igesText(solidBox([10, 20, 30])));
  expect(bodies).toHaveLength(1);
  const [{ kind, name, brep, colour }] = bodies;
  expect({ kind, name, colour }).toMatchObject({
    kind: "solid",
    name: "BOX(7)",
    colour: { red: 1 },
  });
  expect(bodyState(bodies[0])).toMatchObject({ closed: true, manifold: true });
  const geometry = BodyGeometry.of(brep);
  expect(brep.faces.map((_, i) => Math.round(geometry.area(i).area)).sort()).toEqual(
    [200, 200, 300, 300, 600, 600],
  );
  expect(geometry.mass.volume).toBeCloseTo(6000, 8);
  expect(brep.faces.every(({ entityId }) => entityId! % 2 === 1)).toBe(true);
  expect(new Set(brep.faces.map(({ entityId }) => entityId)).size).toBe(6);
  expect(provenance).toEqual({
    kernel: "OpenCascade",
    kernelVersion: "7.6",
    reader: "iges-occt-wasm",
    units: "mm",
    fileUnits: "mm",
    format: "IGES",
  });
  expect(exporter).toBe("test");
});

test("faces that no shell holds are one body, and are not sewn", async () => {
  const sides = igesText(trimmedBox([1, 2, 3], { label: "SIDE", subscript: 2 }));
  const { bodies } = await open(gzipSync(sides), {}, "packed.step");
  expect(bodies.map(({ kind, brep }) => [kind, brep.faces.length, brep.edges.length])).toEqual(
    [["face", 6, 24]],
  );
  expect(bodies[0].brep.faces[5].name).toBe("SIDE(2)");
});

test("numbers of faces are right behind an entity that was deleted", async () => {
  const before: TextEntity[] = [{ type: 0, parameters: [] }];
  const { bodies } = await open(igesText(solidBox([1, 1, 1], {}, before)));
  const first = await open(igesText(solidBox([1, 1, 1])));
  const ids = (model: typeof first) => model.bodies[0].brep.faces.map(({ entityId }) => entityId);
  expect(bodies[0].brep.faces).toHaveLength(6);
  expect(ids({ ...first, bodies })).toEqual(ids(first).map((id) => id! + 2));
});

describe("lengths", () => {
  const volume = async (unit: string, options: LoaderOptions) => {
    const { bodies, provenance } = await open(igesText(solidBox([1, 2, 3]), { unit }), options);
    return [BodyGeometry.of(bodies[0].brep).mass.volume / 6, provenance.units];
  };
  test.each([["1,2HIN", 25.4, "inch"], ["3,2HCM", 10, "cm"], ["6,1HM", 1000, "m"]])(
    "in %s are millimetres, or as the file has them",
    async (unit, length, name) => {
      const [mm, units] = await volume(unit, {});
      expect([Number(mm) / length ** 3, units]).toEqual([expect.closeTo(1, 9), "mm"]);
      expect(await volume(unit, { units: "file" })).toEqual([expect.closeTo(1, 9), name]);
    },
  );
});

test("a face that the kernel makes nothing of refuses the file", async () => {
  const flat = trimmedBox([1, 2, 3]).map((entity, i) =>
    // All its poles are one point.
    i === 0 ? { ...entity, parameters: [...entity.parameters].fill(r(0), 21, 33) } : entity
  );
  await expect(open(igesText(flat))).rejects.toThrow(DamagedGeometry);
});

test("a circle of references is found before a kernel follows it", async () => {
  const loop = trimmedBox([1, 2, 3]).map((entity, i) =>
    i === 5 ? { ...entity, parameters: [1, 11] } : entity
  );
  await expect(open(igesText(loop))).rejects.toThrow(MalformedIges);
});

test("no IGES file is read without a kernel", async () => {
  const read = open(igesText(solidBox([1, 1, 1])), { reader: "typescript" });
  await expect(read).rejects.toThrow(NotProven);
});

test("the builds do not do each other's work", async () => {
  const kernel = new KernelClient({ build: "iges" });
  await expect(kernel.readStep(new Uint8Array(9))).rejects.toThrow("cannot 'readStep'");
  // It takes any text for a file without entities.
  const nothing = { faces: [], surfaces: [] };
  await expect(kernel.readIges(new Uint8Array(9), nothing)).rejects.toThrow(NoBodies);
  await kernel.close();
});

const corpus = corpusFiles("hard").filter(({ file, result }) =>
  file.endsWith(".igs") && result === "ok"
);
test.skipIf(corpus.length === 0).each(corpus)("$file", async ({ path, faces }) => {
  const { bodies } = await loader.createFromFile(path);
  expect(bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0)).toBe(faces);
});
