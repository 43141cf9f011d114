/** Loops that are right by the file, and need more than a look to be seen so. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyState } from "../../../src/cad/assembly/body_state.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { sheetText, type Stretch } from "./sheet_text.ts";
import { makeStepParts } from "./step_parts.ts";

let box: string, folder: string, loader: OcctLoader;
beforeAll(async () => {
  ({ box } = await makeStepParts());
  folder = await mkdtemp(join(tmpdir(), "trunnion-loops-"));
  loader = new OcctLoader();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

async function load(text: string) {
  const path = join(folder, "part.step");
  await writeFile(path, text);
  return await loader.createFromFile(path);
}

const areasOf = (model: Awaited<ReturnType<typeof load>>): number[] =>
  Array.from(
    new BrepEncoder(model.getBrep()).pushFaceAttributes()["faces/face_areas"].data,
    Number,
  );

describe("edges that meet within the tolerance of their vertex", () => {
  /** The box with one of its vertices moved along an edge. */
  const moved = (by: number) => {
    const [, vertex] = /VERTEX_POINT\('',(#\d+)\)/.exec(box)!;
    const point = new RegExp(`(${vertex} = CARTESIAN_POINT\\('',\\([^,]*,[^,]*,)([^)]*)\\)`);
    return box.replace(point, (_, head, z) => `${head}${Number(z) + by})`);
  };

  // The vertex is off, the edges' curves are not, so that the faces are those of the box.
  test.each([0.001, 0.01, 0.1])("moved by %s mm", async (by) => {
    const model = await load(moved(by));
    const { brep } = model.bodies[0];
    expect([brep.faces.length, brep.edges.length]).toEqual([6, 12]);
    const total = areasOf(model).reduce((a, b) => a + b);
    // An edge that ends at the vertex may end that much sooner.
    expect(Math.abs(total - 2200)).toBeLessThan(20 * by);
    const tolerances = brep.edges.flatMap((edge) => [edge.startTolerance!, edge.endTolerance!]);
    expect(Math.max(...tolerances)).toBeGreaterThan(0.9 * by);
  });
});

describe("a loop that touches itself", () => {
  const CIRCLE = { from: [8, 0], centre: [8, 3], radius: 3 } as const;
  const outline = (...between: Stretch[]): Stretch[] => [
    { from: [0, 0] },
    ...between,
    { from: [8, 0] },
    { from: [20, 0] },
    { from: [20, 12] },
    { from: [0, 12] },
  ];

  test("a hole at a side of a rectangle is a hole", async () => {
    const model = await load(sheetText(outline({ ...CIRCLE, clockwise: true })));
    expect(model.getFaceCount()).toBe(1);
    expect(areasOf(model)[0]).toBeCloseTo(240 - 9 * Math.PI, 4);
    const { data } = new BrepEncoder(model.getBrep()).pushFaceDiscretization(200)[
      "faces/face_discretization"
    ];
    for (let i = 0; i < data.length; i += 7) {
      expect(Math.hypot(Number(data[i]) - 8, Number(data[i + 1]) - 3)).toBeGreaterThan(2.999);
    }
    // Each edge is used once, and the loops run with the face on their left.
    expect(bodyState(model.bodies[0])).toMatchObject({ boundaryEdges: 6, oriented: true });
  });

  test("a lug at a side of it has its area, as a face of its own", async () => {
    const lug = { from: [8, 0], centre: [8, -3], radius: 3, clockwise: false } as const;
    const model = await load(sheetText(outline({ ...lug })));
    expect(model.getFaceCount()).toBe(2);
    const total = areasOf(model).reduce((a, b) => a + b);
    expect(total).toBeCloseTo(240 + 9 * Math.PI, 4);
  });
});
