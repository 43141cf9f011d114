import { beforeAll, expect, test } from "vitest";
import { loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import type { PartDesign } from "../../../src/cad/samples/design.ts";
import { DESIGNERS } from "../../../src/cad/samples/families.ts";
import { Kit } from "../../../src/cad/samples/kit.ts";
import type { FaceFeature } from "../../../src/cad/samples/feature_classes.ts";
import { FAMILIES, type PartFamily } from "../../../src/cad/samples/part_labels.ts";
import { createRandomStream } from "../../../src/cad/random_stream.ts";

let oc: OpenCascade;
beforeAll(async () => {
  oc = await loadOcct();
});

/** Designs parts until each of so many kinds was seen once; checks all, and keeps one of each. */
function oneOfEach(
  family: PartFamily,
  kinds: number,
  look: (kit: Kit, design: PartDesign) => void,
): Set<string> {
  const seen = new Set<string>();
  for (let i = 0; seen.size < kinds && i < 40; i++) {
    const kit = new Kit(oc);
    const design = DESIGNERS[family](kit, createRandomStream(2, i), "single");
    const kind = String(design.parameters.kind);
    if (!seen.has(kind)) look(kit, design);
    seen.add(kind);
    kit.dispose();
  }
  return seen;
}

/** Volume and area of a design's only body, as the kernel integrates them. */
function measure(kit: Kit, { bodies: [{ solid }] }: PartDesign) {
  const [volume, area] = [0, 1].map(() => kit.keep(new oc.GProp_GProps()));
  oc.BRepGProp.VolumeProperties(solid.shape, volume, 1e-8, false, false);
  oc.BRepGProp.SurfaceProperties(solid.shape, area, 1e-8, false);
  return { volume: volume.Mass(), area: area.Mass() };
}

/** How many faces of a design's only body have a feature. */
function count({ bodies: [{ solid }] }: PartDesign, feature: FaceFeature): number {
  return solid.features.entries().filter(([, found]) => found === feature).length;
}

test("fasteners", () => {
  const kinds = oneOfEach("fastener", 3, (kit, design) => {
    const { kind, diameter, length, across_flats } = design.parameters;
    const { volume } = measure(kit, design);
    const [d, l, s] = [diameter, length, across_flats].map(Number);
    const prism = (Math.sqrt(3) / 2) * s * s;
    if (kind === "hex_nut") {
      expect(count(design, "hole")).toBe(1);
      // Two bevels of the hexagon, two countersinks.
      expect(count(design, "chamfer")).toBe(4);
      expect(volume).toBeLessThan((prism - Math.PI * d * d / 4) * l);
      expect(volume).toBeGreaterThan(0.9 * (prism - Math.PI * d * d / 4) * l);
    } else if (kind === "socket_screw") {
      expect(count(design, "pocket")).toBe(7);
      expect(volume).toBeCloseTo(design.bodies[0].closedForm!.volume, 5);
    } else {
      expect(count(design, "boss")).toBe(8);
      expect(count(design, "fillet")).toBe(1);
      expect(volume).toBeGreaterThan(Math.PI * d * d / 4 * l);
    }
  });
  expect(kinds).toEqual(new Set(["hex_bolt", "socket_screw", "hex_nut"]));
});

test("connectors", () => {
  const kinds = oneOfEach("connector", 3, (kit, design) => {
    const { kind, rows, columns, pins } = design.parameters;
    expect(measure(kit, design).volume).toBeGreaterThan(0);
    if (kind === "receptacle") {
      // A wall and a bottom for each contact, and the two mounting holes.
      expect(count(design, "hole")).toBe(2 * Number(rows) * Number(columns) + 2);
    } else if (kind === "pin_header") {
      expect(count(design, "boss")).toBe(2 * 5 * Number(pins));
    } else expect(count(design, "chamfer")).toBe(3);
  });
  expect(kinds).toEqual(new Set(["receptacle", "pin_header", "pipe_tee"]));
});

test("bushings: a plain one is a tube", () => {
  const kinds = oneOfEach("bushing", 4, (kit, design) => {
    const { kind, inner_diameter, outer_diameter, length } = design.parameters;
    const [r, R, h] = [Number(inner_diameter) / 2, Number(outer_diameter) / 2, Number(length)];
    if (kind !== "plain") return;
    const { volume, area } = measure(kit, design);
    expect(volume).toBeCloseTo(Math.PI * (R * R - r * r) * h, 6);
    expect(area).toBeCloseTo(2 * Math.PI * ((R + r) * h + R * R - r * r), 6);
    expect(design.bodies[0].closedForm!.volume).toBeCloseTo(volume, 6);
  });
  expect(kinds.size).toBe(4);
});

test("bearings and gaskets have closed forms, whatever their kind", () => {
  for (const [family, kinds] of [["bearing", 3], ["gasket", 4]] as const) {
    const seen = oneOfEach(family, kinds, (kit, design) => {
      const { volume, area } = measure(kit, design);
      const form = design.bodies[0].closedForm;
      expect(volume / form!.volume).toBeCloseTo(1, 8);
      expect(area / form!.area).toBeCloseTo(1, 8);
    });
    expect(seen.size).toBe(kinds);
  }
});

test("shafts: diameters and lengths are those of the parameters", () => {
  const kit = new Kit(oc);
  const design = DESIGNERS.shaft(kit, createRandomStream(4), "single");
  const list = (key: string) => String(design.parameters[key]).split(" ").map(Number);
  const [diameters, lengths] = [list("diameters"), list("lengths")];
  const bulk = diameters.reduce((sum, d, i) => sum + Math.PI * d * d / 4 * lengths[i], 0);
  const { volume } = measure(kit, design);
  expect(volume / bulk).toBeGreaterThan(0.95);
  expect(volume / bulk).toBeLessThan(1.02);
  kit.dispose();
});

test("a keyway in a short, thick step of a shaft stays longer than wide", () => {
  // Sizes drawn by chance: as long as wide, and shorter.
  for (const [seed, index] of [[1, 171], [1, 191], [35, 71]]) {
    const kit = new Kit(oc);
    const design = DESIGNERS.shaft(
      kit,
      createRandomStream(seed, index, FAMILIES.indexOf("shaft")),
      "single",
    );
    const { keyway_width, keyway_length } = design.parameters;
    expect(Number(keyway_length)).toBe(Number(keyway_width) + 1);
    expect(count(design, "slot")).toBeGreaterThanOrEqual(5); // a floor, two sides, two round ends
    kit.dispose();
  }
});
