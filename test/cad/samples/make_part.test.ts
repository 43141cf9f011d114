import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Body } from "../../../src/cad/brep.ts";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { bodiesOf } from "../../../src/cad/formats/brep/bodies.ts";
import { parseBrepText } from "../../../src/cad/formats/brep/brep_text.ts";
import { loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import { readStep } from "../../../src/cad/occt/read_step.ts";
import { FAMILIES, type PartLabels } from "../../../src/cad/samples/part_labels.ts";
import { makePart, type PartRequest } from "../../../src/cad/samples/make_part.ts";
import type { PartMeasures } from "../../../src/cad/samples/measures.ts";
import { planParts } from "../../../src/cad/samples/sample_plan.ts";
import { copySampleParts, SHARED_PARTS } from "../../helpers/sample_parts.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { countEntities, type StepFace, stepFaces } from "./step_text.ts";

let oc: OpenCascade;
/**
 * The first twenty of the shared parts, which another kernel has made: all families twice, two
 * pairs, an assembly.
 */
const parts: { request: PartRequest; step: Uint8Array; text: string; info: PartLabels }[] = [];

const folder = temporaryFolder()("parts");

beforeAll(async () => {
  oc = await loadOcct();
  await copySampleParts(folder, 20);
  for (const request of planParts(20, SHARED_PARTS.seed)) {
    const step = readFileSync(join(folder, request.file));
    const info = JSON.parse(
      readFileSync(join(folder, request.file.replace(".step", ".labels.json")), "utf8"),
    );
    parts.push({ request, step, info, text: new TextDecoder().decode(step) });
  }
});

/** The faces of a part with a feature, as the file has them. */
function facesWith(part: typeof parts[number], feature: string): StepFace[] {
  const faces = stepFaces(part.text);
  return part.info.faces.filter((face) => face.feature === feature).map(({ id }) => {
    const face = faces.get(id);
    if (!face) throw new Error(`#${id} is no face of ${part.info.file}`);
    return face;
  });
}

/** Of each file, whether it is valid, and volume and area as the kernel integrates them. */
let kernelSays: (PartMeasures & { valid: boolean })[];
/** Bodies of each file, as Trunnion reads them. */
let bodies: Body[][];
beforeAll(() => {
  kernelSays = parts.map(({ step, info }) => measured(step, info.closed_form !== null));
  bodies = parts.map(({ step }) => {
    const { brep, faceIds } = readStep(oc, step);
    return bodiesOf(parseBrepText(brep), faceIds);
  });
});

/** @param exactly whether to the tolerance that formulas are compared at, which takes longer */
function measured(step: Uint8Array, exactly: boolean): PartMeasures & { valid: boolean } {
  using reader = new oc.STEPControl_Reader();
  oc.FS.writeFile("/measured.step", step);
  reader.ReadFile("/measured.step");
  using progress = new oc.Message_ProgressRange();
  reader.TransferRoots(progress);
  using shape = reader.OneShape();
  using check = new oc.BRepCheck_Analyzer(shape, true, false, false);
  using volume = new oc.GProp_GProps();
  using area = new oc.GProp_GProps();
  if (exactly) {
    oc.BRepGProp.VolumeProperties(shape, volume, 1e-8, false, false);
    oc.BRepGProp.SurfaceProperties(shape, area, 1e-8, false);
  } else oc.BRepGProp.VolumeProperties(shape, volume, false, false, false);
  return { volume: volume.Mass(), area: area.Mass(), valid: check.IsValid() };
}

describe("labels", () => {
  test("every face of the file has exactly one", () => {
    for (const part of parts) {
      const ids = part.info.faces.map((face) => face.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.toSorted((a, b) => a - b)).toEqual(
        [...stepFaces(part.text).keys()].sort((a, b) => a - b),
      );
    }
  });

  test("indices count from 0 in each body", () => {
    for (const { info } of parts) {
      for (const body of info.bodies) {
        const indices = info.faces.filter((face) => face.body === body.index)
          .map((face) => face.index);
        expect(indices).toEqual(Array.from({ length: body.face_count }, (_, i) => i));
      }
    }
  });

  test("chamfers are plane or conical, fillets round, whatever the part", () => {
    for (const part of parts) {
      for (const { surface } of facesWith(part, "chamfer")) {
        expect(["PLANE", "CONICAL_SURFACE"]).toContain(surface);
      }
      for (const { surface } of facesWith(part, "fillet")) expect(surface).not.toBe("PLANE");
    }
  });

  test("a panel has as many hole walls and slot ends as it has holes and slots", () => {
    const panels = parts.filter(({ info }) => info.family === "panel");
    expect(panels).toHaveLength(2);
    for (const part of panels) {
      const { hole_count, slot_count, window } = part.info.parameters;
      const walls = facesWith(part, "hole").filter((face) => face.surface.startsWith("CYL"));
      expect(walls).toHaveLength(Number(hole_count));
      expect(facesWith(part, "slot")).toHaveLength(4 * Number(slot_count));
      expect(facesWith(part, "pocket")).toHaveLength(window ? 8 : 0);
    }
  });

  test("the holes of brackets have the diameter that was asked for", () => {
    for (const part of parts.filter(({ info }) => info.family === "bracket")) {
      const { hole_count, hole_diameter } = part.info.parameters;
      const holes = facesWith(part, "hole");
      expect(holes).toHaveLength(Number(hole_count));
      for (const { surface, numbers } of holes) {
        expect(surface).toBe("CYLINDRICAL_SURFACE");
        expect(2 * numbers[0]).toBeCloseTo(Number(hole_diameter), 9);
      }
    }
  });

  test("a gear has three faces a gap, one a tip, and its bore", () => {
    for (const part of parts.filter(({ info }) => info.family === "gear")) {
      const { teeth, keyway_width, lightening_holes } = part.info.parameters;
      const key = Number(keyway_width) > 0 ? 3 : 0;
      expect(facesWith(part, "slot")).toHaveLength(3 * Number(teeth) + key);
      expect(facesWith(part, "hole")).toHaveLength(1 + Number(lightening_holes));
      const flanks = facesWith(part, "slot")
        .filter((face) => face.surface === "SURFACE_OF_LINEAR_EXTRUSION");
      expect(flanks).toHaveLength(2 * Number(teeth));
    }
  });

  test("a housing has its bosses, and a hole in each", () => {
    for (const part of parts.filter(({ info }) => info.family === "housing")) {
      const { boss_diameter, boss_hole_diameter, port_count } = part.info.parameters;
      const radii = (feature: string) =>
        facesWith(part, feature).filter((face) => face.surface === "CYLINDRICAL_SURFACE")
          .map((face) => 2 * face.numbers[0]);
      expect(radii("boss")).toEqual(Array(4).fill(boss_diameter));
      const holes = radii("hole");
      expect(holes).toHaveLength(4 + Number(port_count));
      expect(holes.filter((diameter) => diameter === boss_hole_diameter)).toHaveLength(4);
    }
  });
});

describe("closed forms", () => {
  test("are what the kernel integrates over the file", () => {
    const known = [...parts.entries()].filter(([, { info }]) => info.closed_form !== null);
    expect(known.length).toBeGreaterThanOrEqual(6);
    for (const [i, { info }] of known) {
      const { volume, area } = kernelSays[i];
      expect(volume / info.closed_form!.volume, info.file).toBeCloseTo(1, 7);
      expect(area / info.closed_form!.area, info.file).toBeCloseTo(1, 7);
    }
  });

  test("of an assembly count every instance", () => {
    const { info } = parts[8];
    const sum = info.bodies.reduce(
      (total, body) => total + body.instance_count * body.closed_form!.volume,
      0,
    );
    expect(info.closed_form!.volume).toBeCloseTo(sum, 9);
  });
});

describe("Trunnion's own reader", () => {
  test("finds the same bodies, and the same face at each index", () => {
    for (const [part, { info }] of parts.entries()) {
      expect(bodies[part].map((body) => body.instances.length), info.file)
        .toEqual(info.bodies.map((body) => body.instance_count));
      bodies[part].forEach(({ brep }, i) => {
        const labelled = info.faces.filter((face) => face.body === i).map((face) => face.id);
        expect(brep.faces.map((face) => face.entityId), info.file).toEqual(labelled);
      });
    }
  });

  test("computes the areas that the formulas give", () => {
    for (const [part, { info }] of parts.entries()) {
      if (info.closed_form === null) continue;
      let area = 0;
      for (const { brep, instances } of bodies[part]) {
        const { "faces/face_areas": areas } = new BrepEncoder(brep).pushFaceAttributes();
        for (const value of areas.data) area += instances.length * Number(value);
      }
      // The encoder's areas are float32.
      expect(area / info.closed_form.area, info.file).toBeCloseTo(1, 6);
    }
  });
});

describe("arrangements", () => {
  test("a pair is two solids of one product", () => {
    for (const part of [parts[4], parts[17]]) {
      expect(part.request.arrangement).toBe("pair");
      expect(part.info.bodies.map((body) => body.instance_count)).toEqual([1, 1]);
      expect(countEntities(part.text, "MANIFOLD_SOLID_BREP")).toBe(2);
      expect(countEntities(part.text, "NEXT_ASSEMBLY_USAGE_OCCURRENCE")).toBe(0);
    }
  });

  test("an assembly has fewer bodies than instances, and keeps them shared", () => {
    const { info, text } = parts[8];
    const balls = Number(info.parameters.ball_count);
    expect(info.bodies.map(({ name, instance_count }) => [name, instance_count]))
      .toEqual([["inner_ring", 1], ["outer_ring", 1], ["ball", balls]]);
    expect(countEntities(text, "MANIFOLD_SOLID_BREP")).toBe(3);
    expect(countEntities(text, "NEXT_ASSEMBLY_USAGE_OCCURRENCE")).toBe(2 + balls);
    expect(text).toContain("PRODUCT('ball','ball'");
  });
});

describe("determinism", () => {
  test("a part is the same bytes whatever the kernel made before", async () => {
    for (const index of [8, 5, 2, 4, 0]) {
      const { step, info } = await makePart(oc, parts[index].request);
      expect(info).toEqual(parts[index].info);
      expect(new TextDecoder().decode(step)).toBe(parts[index].text);
    }
  });

  test("another seed or another number is another part", async () => {
    const { request, text } = parts[0];
    for (const change of [{ seed: 12 }, { index: 10 }]) {
      const { step } = await makePart(oc, { ...request, ...change });
      expect(new TextDecoder().decode(step)).not.toBe(text);
    }
  });

  test("the header has no clock in it", () => {
    for (const { text, info } of parts) {
      expect(text).toContain(`FILE_NAME('${info.file}','2000-01-01T00:00:00'`);
      expect(text).not.toMatch(/STEP translator/);
    }
  });
});

test("families are all there, their ids in the order of FAMILIES", () => {
  for (const { info } of parts) expect(FAMILIES[info.family_id]).toBe(info.family);
  expect(new Set(parts.map(({ info }) => info.family)).size).toBe(FAMILIES.length);
});

test("makes valid solids", () => {
  for (const [i, { info }] of parts.entries()) {
    expect(kernelSays[i].valid, info.file).toBe(true);
    expect(kernelSays[i].volume, info.file).toBeGreaterThan(0);
  }
});
