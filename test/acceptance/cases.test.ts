/** Small files that were once read wrongly, with the values that are right. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { DamagedGeometry } from "../../src/cad/errors.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS } from "../helpers/corpus.ts";

const cases = join(CORPUS, "..", "cases");

/** Faces, edges and the area over all instances, in square millimetres. */
const RIGHT: [string, number, number, number][] = [
  ["comment-before-equals/comment_before_equals.step", 6, 12, 2200],
  ["named-data-section/data_named.step", 6, 12, 2200],
  ["p21-not-gathered/box.p21", 6, 12, 2200],
  ["large-entity-numbers/ids_2_31.step", 6, 12, 2200],
  ["mapped-item-scale/mapped_scale2.step", 7, 15, 10835.752],
  ["mapped-item-mirror/mapped_mirror.step", 7, 15, 2708.938],
  ["vertex-tolerance-gap/vertex_off_0.01.step", 6, 12, 2200],
  ["vertex-tolerance-gap/pump_carter.stp", 119, 295, 240818.8],
  ["self-touching-loop/118539_1dff9cf9_6.stp", 12, 33, 872.3494],
];

describe.skipIf(!existsSync(cases))("cases", () => {
  const loader = new OcctLoader();
  afterAll(() => loader.close());

  test.each(RIGHT)("%s", async (file, faces, edges, area) => {
    const { bodies } = await loader.createFromFile(join(cases, file), { bodies: "instances" });
    expect(bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0)).toBe(faces);
    expect(bodies.reduce((sum, { brep }) => sum + brep.edges.length, 0)).toBe(edges);
    const areas = bodies.flatMap(({ brep }) =>
      Array.from(new BrepEncoder(brep).pushFaceAttributes()["faces/face_areas"].data, Number)
    );
    expect(Math.abs(areas.reduce((a, b) => a + b) / area - 1)).toBeLessThan(1e-6);
  });

  test("the self-touching loop's own face, by hand: 150.3756 - 78.5398", async () => {
    const file = join(cases, "self-touching-loop/118539_1dff9cf9_6.stp");
    const { faces, ...rest } = (await loader.createFromFile(file)).getBrep();
    const at = faces.findIndex(({ entityId }) => entityId === 225);
    const { data } = new BrepEncoder({ faces, ...rest }).pushFaceAttributes()["faces/face_areas"];
    expect(Number(data[at])).toBeCloseTo(71.8358, 3);
  });

  test("places by scale and mirror", async () => {
    const transform = async (file: string) =>
      (await loader.createFromFile(join(cases, file))).bodies[0].instances
        .map(({ transform }) => Array.from(transform!));
    expect(await transform("mapped-item-scale/mapped_scale2.step"))
      .toEqual([[2, 0, 0, 100, 0, 2, 0, 0, 0, 0, 2, 0]]);
    expect(await transform("mapped-item-mirror/mapped_mirror.step"))
      .toEqual([[1, 0, 0, 100, 0, -1, 0, 0, 0, 0, 1, 0]]);
  });

  test.each(["p31", "p32", "p53"])("numbers of %s are kept, with names", async (name) => {
    const file = join(cases, `large-entity-numbers/${name}.step`);
    const { bodies: [body] } = await loader.createFromFile(file);
    expect(body.name).toBe("part_0008_bushing");
    const { data } = new BrepEncoder(body.brep).pushFaceIds()["faces/face_entity_ids"];
    const least = 2n ** BigInt(name.slice(1)) - 1000n;
    expect(Array.from(data as BigInt64Array).every((id) => id > least)).toBe(true);
  });

  test.each(["ap203_faceted_tetra", "ap203_mapped_assembly"])("%s blames a face", async (name) => {
    const file = join(cases, `kernel-damage-sentences/${name}.stp`);
    const error = await loader.createFromFile(file).then(() => null, (error) => error);
    expect(error).toBeInstanceOf(DamagedGeometry);
    expect(error.message).toMatch(/face #\d+ has the point #\d+ 10 off its plane #\d+/);
  });

  test("a name in Shift-JIS", async () => {
    const { bodies: [body], provenance } = await loader.createFromFile(
      join(cases, "name-encoding/n_sjis.step"),
    );
    expect([body.name, provenance.nameEncoding]).toEqual(["表示ソフト", "shift_jis"]);
  });
});
