/** Edges of several segments, by closed forms: the kernel has no such edges. */
import { describe, expect, test } from "vitest";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import {
  arc,
  arcPlate,
  bridgePlate,
  composite,
  ENDS,
  GOES,
  ODD_COMPOSITES,
  P,
  polyline,
  Q,
  R,
  S,
  sheetOf,
  SMOOTH,
  STADIUM,
  steppedSide,
  straight,
} from "./odd_composites.ts";
import type { Triple } from "../../../../helpers/step_writer.ts";
import { readText, reasonOf } from "./read_text.ts";

const measured = (text: string) => {
  const [{ brep, kind }] = readText(text), geometry = BodyGeometry.of(brep);
  return {
    areas: brep.faces.map((_, face) => geometry.area(face).area),
    lengths: brep.edges.map((_, edge) => geometry.length(edge)),
    volume: kind === "solid" ? geometry.closing.volume : null,
  };
};

describe("a face within one closed edge", () => {
  test.each(Object.keys(ODD_COMPOSITES))("%s", (name) => {
    const [text, area] = ODD_COMPOSITES[name];
    expect(measured(text()).areas[0]).toBeCloseTo(area, 12);
  });

  test("has the length of its segments", () => {
    const { lengths } = measured(sheetOf(composite(STADIUM), P));
    expect(lengths[0]).toBeCloseTo(8 + 2 * Math.PI, 9);
  });

  test("also where the curve says that it lies on a surface", () => {
    const text = sheetOf(composite(STADIUM, "COMPOSITE_CURVE_ON_SURFACE"), P);
    expect(measured(text).areas[0]).toBeCloseTo(8 + Math.PI, 12);
  });
});

describe("a solid with such edges", () => {
  test("on an extrusion of one", () => {
    const { areas, volume } = measured(bridgePlate());
    expect(volume).toBeCloseTo(2 * (2 + Math.PI / 2), 9);
    expect(areas[3]).toBeCloseTo(2 * (2 + Math.PI), 9);
  });

  test("on a cylinder", () => {
    const { areas, volume } = measured(arcPlate());
    expect(Math.abs(volume! / (4 * Math.PI) - 1)).toBeLessThan(1e-8);
    expect(Math.abs(areas[3] / (4 * Math.PI) - 1)).toBeLessThan(1e-8);
  });

  test("on a cylinder, across which it bends", () => {
    const { areas, volume } = measured(steppedSide());
    expect(Math.abs(areas[0] / (Math.PI * 4) - 1)).toBeLessThan(1e-8);
    expect(volume).toBe(null);
  });

  test("whose cylinder is a hundredth wider is refused", () => {
    expect(reasonOf(arcPlate(2.02))).toBe("an edge that is off its surface");
  });
});

describe("an offset of one", () => {
  const offset = (
    distance: number,
    start: number,
    { of = STADIUM, up = [0, 0, 1] as Triple } = {},
  ) =>
    sheetOf((w, z) => {
      const [basis, reference] = [composite(of)(w, z), w.direction(up)];
      return w.add(`OFFSET_CURVE_3D('',#${basis},${distance},.F.,#${reference})`);
    }, [0, start]);

  // By ISO 10303-42 it is to the left, which is the inside of what runs around it.
  test.each<[string, string, number]>([
    ["inside", offset(0.5, 0.5), 4 + Math.PI / 4],
    ["outside", offset(-0.5, -0.5), 12 + 2.25 * Math.PI],
    ["outside, seen from below", offset(0.5, -0.5, { up: [0, 0, -1] }), 12 + 2.25 * Math.PI],
  ])("%s", (_, text, area) => {
    expect(measured(text).areas[0]).toBeCloseTo(area, 12);
  });

  test("in another unit", () => {
    const text = offset(0.5, 0.5).replace(".MILLI.,.METRE.", ".CENTI.,.METRE.");
    expect(measured(text).areas[0]).toBeCloseTo(100 * (4 + Math.PI / 4), 9);
  });

  const turned = STADIUM.map(([curve, same]) => [curve, same, GOES] as const);
  test.each<[string, string, string]>([
    ["by another distance", offset(0.505, 0.5), "a vertex that is off its edge"],
    ["as far as its arcs' middles", offset(1, 1), "an offset of such a segment"],
    [
      "that is not across its plane",
      offset(0.5, 0.5, { up: [1, 0, 1] }),
      "an offset of such a segment",
    ],
    [
      "that has corners",
      offset(0.5, 0.5, {
        of: [[straight(P, Q), true, GOES], [straight(Q, [0, 2]), true, GOES], [
          straight([0, 2], P),
          true,
          GOES,
        ]],
      }),
      "segments that do not join",
    ],
    [
      "that has a polyline",
      offset(0.5, 0.5, { of: [[polyline([P, Q, R]), true, GOES], ...turned.slice(2)] }),
      "an offset of such a segment",
    ],
  ])("%s is refused", (_, text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });
});

describe("what is planted", () => {
  const sides = (...changed: [number, ReturnType<typeof straight>, boolean?, string?][]) => {
    const all: [ReturnType<typeof straight>, boolean, string][] = [
      [straight(P, Q), true, GOES],
      [straight(Q, R), true, GOES],
      [straight(R, S), true, GOES],
      [straight(S, P), true, GOES],
    ];
    for (const [i, curve, same = true, transition = GOES] of changed) {
      all[i] = [curve, same, transition];
    }
    return reasonOf(sheetOf(composite(all), P));
  };

  test("nothing", () => expect(sides()).toBe(null));

  test.each<[string, string | null, string]>([
    ["a segment that is reversed", sides([1, straight(Q, R), false]), "segments that do not join"],
    ["a gap", sides([1, straight(Q, [4, 1.99])]), "segments that do not join"],
    ["a gap at the end", sides([3, straight(S, [0, 0.01])]), "segments that do not join"],
    ["a break", sides([1, straight(Q, R), true, ENDS]), "a composite curve with a break"],
    [
      "a corner that is said to be smooth",
      sides([1, straight(Q, R), true, SMOOTH]),
      "segments that are not as smooth as they say",
    ],
    [
      "a radius that is off",
      sides([1, arc([4, 1], 1.01, -Math.PI / 2, Math.PI / 2)]),
      "segments that do not join",
    ],
    [
      "a curve that is no segment",
      sides([1, (w, z) => w.line([4, 0, z], [4, 2, z])]),
      "a segment without ends",
    ],
  ])("%s", (_, found, reason) => expect(found).toBe(reason));

  test("a curve that is a segment of itself", () => {
    const text = sheetOf(composite([[composite([[straight(P, Q), true, ENDS]]), true, GOES]]), P);
    const inner = /#(\d+)=COMPOSITE_CURVE\(/.exec(text)![1];
    const turned = text.replace(/(SEGMENT\(\.DISCONTINUOUS\.,\.T\.,)#\d+/, `$1#${inner}`);
    expect(reasonOf(turned)).toBe("composite curves that are nested too deep");
  });

  const one = (entity: string, trims: string, same = ".T.") =>
    sides([1, (w) => {
      const line = w.line([4, 0, 0], [4, 2, 0]),
        [at, off] = [w.point([4, 2, 0]), w.point([5, 2, 0])];
      const lists = trims.replaceAll("at", `#${at}`).replaceAll("off", `#${off}`);
      return w.add(`${entity}('',#${line},${lists},${same},.PARAMETER.)`);
    }]);
  const zero = "(PARAMETER_VALUE(0.))";

  test.each([
    ["(at)", ".T.", null],
    ["(at,PARAMETER_VALUE(2.))", ".T.", null],
    ["(PARAMETER_VALUE(2.),at)", ".T.", null],
    ["(at,PARAMETER_VALUE(1.9))", ".T.", "trims that disagree"],
    ["(off)", ".T.", "a trim that is off its curve"],
    ["(PARAMETER_VALUE(-2.))", ".T.", "a curve that is trimmed against its sense"],
    ["(at)", ".F.", "a curve that is trimmed against its sense"],
    ["()", ".T.", "a trim of neither a parameter nor a point"],
    ["(at,at)", ".T.", "a trim that is written otherwise"],
  ])("a trim %s, sense %s", (trim, same, reason) => {
    expect(one("TRIMMED_CURVE", `${zero},${trim}`, same)).toBe(reason);
  });
});
