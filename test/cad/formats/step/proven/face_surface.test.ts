/** Faces on trimmed surfaces, by closed forms: the kernel reads some of them wrong. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { OcctLoader } from "../../../../../src/cad/occt/occt_loader.ts";
import { temporaryFolder } from "../../../../helpers/temporary_folder.ts";
import { BodyGeometry } from "../../../../../src/cad/features/bodies/body_geometry.ts";
import { NESTED, NESTED_BOUNDS } from "./odd_nested.ts";
import {
  CONE,
  cone,
  ODD_WINDOWS,
  trimmed,
  TUBE,
  tube,
  wedge,
  WINDOWS_AGAINST,
} from "./odd_windows.ts";
import { readText, reasonOf } from "./read_text.ts";

const folder = temporaryFolder();
const QUARTER = Math.PI / 2;
const measured = (text: string) => {
  const [{ brep }] = readText(text), geometry = BodyGeometry.of(brep);
  return { volume: geometry.closing.volume, side: geometry.area(0).area };
};

describe("a wedge whose side is trimmed", () => {
  const cases = Object.entries({ ...ODD_WINDOWS, ...WINDOWS_AGAINST });
  test.each(cases)("%s", (name, text) => {
    const isCone = name.includes("cone"), { volume, side } = measured(text());
    // A quarter of a cylinder, or of a frustum.
    expect(volume).toBeCloseTo(isCone ? Math.PI * 4 * (4 + 6 + 9) / 12 : Math.PI * 6, 9);
    expect(side).toBeCloseTo(isCone ? QUARTER * 5 / 2 * Math.hypot(1, 4) : QUARTER * 12, 9);
  });
});

describe("surfaces that are trimmed, copied and trimmed again", () => {
  test.each(Object.keys(NESTED))("%s", (name) => {
    const { volume, side } = measured(NESTED[name]()), isCone = name.includes("cone");
    expect(volume).toBeCloseTo(isCone ? Math.PI * 4 * (4 + 6 + 9) / 12 : Math.PI * 6, 9);
    expect(side).toBeCloseTo(isCone ? QUARTER * 5 / 2 * Math.hypot(1, 4) : QUARTER * 12, 9);
  });

  test.each(Object.keys(NESTED))("%s that ends a hundredth before its face", (name) => {
    const height = name.includes("cone") ? 3.96 : 5.94;
    expect(reasonOf(NESTED[name](height))).toBe("a face beyond what its surface is trimmed to");
  });

  test.each(Object.entries(NESTED_BOUNDS))("%s", (name, text) => {
    const wide = name.includes("scaled") ? 2 : 1;
    expect(measured(text()).volume).toBeCloseTo(6 * Math.PI * wide ** 2, 9);
    expect(reasonOf(text(6.06))).toBe("a face that does not end where its surface does");
  });

  test.each(Object.keys(NESTED))("the face of %s turned", (name) => {
    const turned = NESTED[name]().replace(
      /(=ADVANCED_FACE\(.*,)\.([TF])\.\)/,
      (_, face, same) => `${face}.${same === "T" ? "F" : "T"}.)`,
    );
    expect(reasonOf(turned)).not.toBe(null);
  });

  test("one that is a window of itself is refused", () => {
    const text = NESTED["a window of a window"]();
    const ring = text.replace(
      /#(\d+)=RECTANGULAR_TRIMMED_SURFACE\('',#\d+/,
      "#$1=RECTANGULAR_TRIMMED_SURFACE('',#$1",
    );
    expect(reasonOf(ring)).toBe("surfaces that are nested too deep");
  });
});

describe("what is planted in it", () => {
  const reasons: Record<string, [string, string]> = {
    "a window that ends before its face": [
      tube({ u: [0, 1.5], v: [0, 6] }),
      "a face beyond what its surface is trimmed to",
    ],
    "a window beside its face, all around": [
      tube({ u: [QUARTER, 4 * QUARTER], v: [0, 6] }),
      "a face beyond what its surface is trimmed to",
    ],
    "a window that is too low": [
      tube({ u: [0, QUARTER], v: [0, 5.9] }),
      "a face beyond what its surface is trimmed to",
    ],
    "a window of a cone in lengths of its side": [
      wedge(CONE, trimmed(cone, { u: [0, QUARTER], v: [0, 3.99] })),
      "a face beyond what its surface is trimmed to",
    ],
    "a window of no width": [
      tube({ u: [1, 1], v: [0, 6] }),
      "a surface that is trimmed to nothing",
    ],
    "a sense that its parameters do not have": [
      tube({ u: [0, QUARTER], v: [0, 6], along: [true, false] }),
      "a surface that is trimmed against its sense",
    ],
  };
  test.each(Object.keys(reasons))("%s", (name) => {
    const [text, reason] = reasons[name];
    expect(reasonOf(text)).toBe(reason);
  });

  test("a normal that is not turned where its surface is", () => {
    const against = { u: [QUARTER, 0], v: [0, 6], along: [false, true] } as const;
    expect(reasonOf(tube(against, TUBE, true))).not.toBe(null);
    expect(reasonOf(tube(against, TUBE, false))).toBe(null);
  });
});

test("what the kernel reads wrong is said of the model", async () => {
  const path = join(folder(), "part.step"), loader = new OcctLoader({ reader: "typescript" });
  const faultOf = async (text: string) => {
    writeFileSync(path, text);
    return (await loader.createFromFile(path)).provenance.kernelFault;
  };
  expect(await faultOf(WINDOWS_AGAINST["a window against u"]()))
    .toBe("surfaces that are trimmed against their parameters");
  expect(await faultOf(ODD_WINDOWS["a window of a cylinder"]())).toBe(undefined);
  await loader.close();
});
