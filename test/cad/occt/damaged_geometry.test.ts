/** Geometry that contradicts itself: the sentence is about the file. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DamagedGeometry } from "../../../src/cad/errors.ts";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { contextText, placementText, productText } from "../formats/entities_of.ts";
import { stepText } from "../formats/step_text.ts";

let folder: string, loader: OcctLoader;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunnion-damaged-"));
  loader = new OcctLoader();
});
afterAll(async () => {
  await loader.close();
  await rm(folder, { recursive: true });
});

/** A tetrahedron all of whose faces name one plane. */
function flatTetrahedron(): string {
  const corners = [[0, 0, 0], [9, 0, 0], [0, 9, 0], [0, 0, 9]];
  const faces = [[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]];
  const list = (ids: number[]) => ids.map((id) => `#${id}`).join();
  return stepText(
    contextText(40, ".MILLI.") + productText(10, "tetrahedron", 20) +
      "#20=FACETED_BREP_SHAPE_REPRESENTATION('',(#30,#70),#40);#30=FACETED_BREP('',#31);" +
      `#31=CLOSED_SHELL('',(${list(faces.map((_, i) => 50 + 3 * i))}));` +
      "#69=PLANE('',#70);" + placementText(70, "0.,0.,0.", "0.,0.,1.", "1.,0.,0.") +
      corners.map((at, i) => `#${80 + i}=CARTESIAN_POINT('',(${at.map((x) => `${x}.`).join()}));`)
        .join("") +
      faces.map((corners, i) => {
        const id = 50 + 3 * i;
        return `#${id}=FACE_SURFACE('',(#${id + 1}),#69,.T.);` +
          `#${id + 1}=FACE_OUTER_BOUND('',#${id + 2},.T.);` +
          `#${id + 2}=POLY_LOOP('',(${list(corners.map((corner) => 80 + corner))}));`;
      }).join("\n"),
  );
}

test("faces off their plane are named, and the next file is read", async () => {
  const path = join(folder, "flat.step");
  await writeFile(path, flatTetrahedron());
  for (let i = 0; i < 2; i++) {
    const error = await loader.createFromFile(path).then(() => null, (error) => error);
    expect(error).toBeInstanceOf(DamagedGeometry);
    expect(error.message).toMatch(
      /face #53 has the point #83 9 off its plane #69 \(.* 2 more faces\)/,
    );
  }
});
