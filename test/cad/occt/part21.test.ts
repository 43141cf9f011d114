/** Ways of writing STEP that Part 21 allows, each of which says the same box. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { labelsByEntityId } from "../../../src/cad/labels/labels_by_entity_id.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { dataOf, entitiesIn, withData } from "../formats/step_text.ts";
import { makeStepParts } from "./step_parts.ts";

let box: string, folder: string, loader: OcctLoader;
beforeAll(async () => {
  ({ box } = await makeStepParts());
  folder = await mkdtemp(join(tmpdir(), "trunnion-part21-"));
  loader = new OcctLoader();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

async function load(text: string) {
  const path = join(folder, "box.step");
  await writeFile(path, text);
  return await loader.createFromFile(path);
}

/** Faces, edges and area of the box, which are known: 6, 12 and 2200 square millimetres. */
async function expectBox(text: string) {
  const model = await load(text);
  expect(model.bodies).toHaveLength(1);
  const { brep } = model.bodies[0];
  expect([brep.faces.length, brep.edges.length]).toEqual([6, 12]);
  const { data } = new BrepEncoder(brep).pushFaceAttributes()["faces/face_areas"];
  expect(Array.from(data, Number).reduce((a, b) => a + b)).toBeCloseTo(2200, 3);
  return model;
}

/** The entities that these types, and all that they refer to, consist of. */
function partOf(text: string, ...types: string[]): string {
  const entities = entitiesIn(text);
  const kept = new Set<number>();
  const left = entities.filter(({ value }) => types.some((type) => value.startsWith(`${type}(`)))
    .map(({ id }) => id);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    const { value } = entities.find((entity) => entity.id === id)!;
    for (const [, target] of value.matchAll(/#(\d+)/g)) left.push(Number(target));
  }
  const lines = entities.filter(({ id }) => kept.has(id)).map(({ id, value }) =>
    `#${id}=${value};`
  );
  return withData(text, lines.join("\n"));
}

describe("the same box is read", () => {
  test("with a comment between each number and its =", async () => {
    const model = await expectBox(box.replaceAll(/^#(\d+) = /gm, "#$1 /* it's; */ = "));
    expect(model.bodies[0].brep.faces.every(({ entityId }) => entityId !== null)).toBe(true);
  });

  test("with comments wherever white space may stand", async () => {
    await expectBox(
      withData(box, dataOf(box).replaceAll(/([(),=;])(?=[^']*(?:'[^']*'[^']*)*$)/gm, "$1/*;'*/")),
    );
  });

  test("from a DATA section with a name and parameters", async () => {
    await expectBox(box.replace("DATA;", "DATA('part;1',('AUTOMOTIVE_DESIGN'));"));
  });

  test("from two DATA sections", async () => {
    const entities = entitiesIn(box).map(({ id, value }) => `#${id}=${value};\n`);
    const half = entities.length >> 1;
    const second = `ENDSEC;\nDATA('b',('X'));\n${entities.slice(half).join("")}`;
    await expectBox(withData(box, entities.slice(0, half).join("") + second));
  });

  test("from a scope", async () => {
    const solid = entitiesIn(box).find(({ value }) => value.startsWith("MANIFOLD_SOLID_BREP"))!;
    const rest = entitiesIn(box).filter(({ id }) => id !== solid.id);
    const inner = rest.map(({ id, value }) => `#${id}=${value};\n`).join("");
    await expectBox(
      withData(box, `#${solid.id}=&SCOPE\n${inner}ENDSCOPE /#${rest[0].id}/ ${solid.value};`),
    );
  });

  test.each([
    ["a representation without a product", ["ADVANCED_BREP_SHAPE_REPRESENTATION"]],
    ["a solid alone", ["MANIFOLD_SOLID_BREP"]],
    ["a shell alone", ["CLOSED_SHELL"]],
    ["faces alone", ["ADVANCED_FACE"]],
  ])("from %s", async (_, types) => {
    const model = await expectBox(partOf(box, ...types));
    expect(model.bodies[0].brep.faces.every(({ entityId }) => entityId !== null)).toBe(true);
  });
});

test("a representation without a product keeps its unit", async () => {
  const text = partOf(box, "ADVANCED_BREP_SHAPE_REPRESENTATION");
  const model = await load(text.replaceAll(".MILLI.,.METRE.", ".CENTI.,.METRE."));
  expect(Math.max(...model.getBrep().vertices)).toBeCloseTo(300, 6);
});

describe("entity numbers of any size", () => {
  const shifted = (by: bigint) =>
    box.replaceAll(/#(\d+)/g, (_, digits) => `#${BigInt(digits) + by}`);

  test.each([[2n ** 31n - 200n], [2n ** 31n], [2n ** 32n], [2n ** 53n - 1000n]])(
    "from %s on",
    async (by) => {
      const plain = await expectBox(box), model = await expectBox(shifted(by));
      const ids = (of: typeof plain) => of.bodies[0].brep.faces.map(({ entityId }) => entityId!);
      expect(ids(model)).toEqual(ids(plain).map((id) => id + Number(by)));
      const pushed = new BrepEncoder(model.bodies[0].brep).pushFaceIds();
      expect(pushed["faces/face_entity_ids"].data)
        .toEqual(BigInt64Array.from(ids(plain), (id) => BigInt(id) + by));
      expect(model.tree().entityId).toBeGreaterThan(Number(by));
      expect(model.bodies[0].name).toBe(plain.bodies[0].name);
      labelsByEntityId(model, new Map(ids(model).map((id, label) => [id, label])));
    },
    60_000,
  );

  test("beyond doubles they are kept, and labels refuse", async () => {
    const model = await expectBox(shifted(2n ** 60n));
    const { faces } = model.bodies[0].brep;
    expect(faces.map(({ entityId }) => entityId)).toEqual(new Array(6).fill(null));
    const { data } = new BrepEncoder({ ...model.bodies[0].brep })
      .pushFaceIds()["faces/face_entity_ids"];
    expect(Array.from(data as BigInt64Array).every((id) => id > 2n ** 60n)).toBe(true);
    expect(() => labelsByEntityId(model, new Map([[2 ** 60, 1]])))
      .toThrow(/#1152921504606847\d+, more than labels can name/);
  });

  test("beyond 64 bits there are none", async () => {
    const model = await expectBox(shifted(2n ** 63n));
    const { data } = new BrepEncoder(model.getBrep()).pushFaceIds()["faces/face_entity_ids"];
    expect(Array.from(data as BigInt64Array)).toEqual(new Array(6).fill(0n));
  });

  test("sentences name the file's own", async () => {
    const dangling = shifted(2n ** 40n).replace(/CLOSED_SHELL\('',\(#\d+/, "CLOSED_SHELL('',(#77");
    await expect(load(dangling)).rejects.toThrow(/#10995116\d+ CLOSED_SHELL .* no #77\./);
  });
});
