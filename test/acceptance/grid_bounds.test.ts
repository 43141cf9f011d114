/** Boxes of parameters by which UV-Net samples, against native OpenCascade's. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { kernelBox } from "../../src/cad/features/faces/parameter_bounds.ts";
import { trimFace } from "../../src/cad/geometry/trimming/trimming.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS } from "../helpers/corpus.ts";

const text = readFileSync(new URL("../reference/uv_bounds.json", import.meta.url), "utf8");
const references: Record<string, [number, number, number, number][]> = JSON.parse(text);

describe.skipIf(!existsSync(join(CORPUS, "smoke")))("the boxes of faces", () => {
  const loader = new OcctLoader();
  afterAll(() => loader.close());

  test.each(Object.entries(references))("%s", async (file, boxes) => {
    const { bodies } = await loader.createFromFile(join(CORPUS, "smoke", file));
    const faces = bodies.flatMap(({ brep: { faces, edges } }) =>
      faces.map((face) => ({ face, trimming: trimFace(face, edges) }))
    );
    expect(faces).toHaveLength(boxes.length);
    const wider = faces.filter(({ face, trimming }, i) => {
      const { u0, u1, v0, v1 } = kernelBox(face, trimming);
      const [a0, a1, b0, b1] = boxes[i];
      const { periodU, periodV } = face.surface;
      const off = (x: number, y: number, period: number, size: number) =>
        Math.abs(x - y - (period === 0 ? 0 : period * Math.round((x - y) / period))) / size;
      for (const [x, y] of [[u0, a0], [u1, a1]]) {
        expect(off(x, y, periodU, a1 - a0)).toBeLessThan(1e-6);
      }
      for (const [x, y] of [[v0, b0], [v1, b1]]) {
        expect(off(x, y, periodV, b1 - b0)).toBeLessThan(1e-6);
      }
      const tight = trimming.box;
      return (u1 - u0) / (tight.u1 - tight.u0) + (v1 - v0) / (tight.v1 - tight.v0) > 2 + 1e-6;
    });
    // That the two boxes differ somewhere is what the option is for.
    if (!file.startsWith("18")) expect(wider.length).toBeGreaterThan(0);
  });
});
