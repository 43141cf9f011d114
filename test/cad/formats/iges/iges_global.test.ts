import { expect, test } from "vitest";
import { MalformedIges, UnsupportedFormat } from "../../../../src/cad/errors.ts";
import { globalLines, igesGlobal } from "../../../../src/cad/formats/iges/iges_global.ts";
import { igesLines } from "../../../../src/cad/formats/iges/iges_lines.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, type TextGlobal } from "./iges_text.ts";

const point = { type: 116, parameters: [{ raw: "0." }] };
const globalOf = (global: TextGlobal) =>
  igesGlobal(igesLines(latin1Of(igesText([point], global))).G);

test.each([
  ["1,2HIN", "inch", 25.4],
  ["2,2HMM", "mm", 1],
  ["4,2HFT", "foot", 304.8],
  ["6,1HM", "m", 1000],
  ["7,2HKM", "km", 1e6],
  ["8,3HMIL", "mil", 0.0254],
  ["9,2HUM", "um", 0.001],
  ["10,2HCM", "cm", 10],
  ["11,3HUIN", "uin", 0.0000254],
  ["3,4HINCH", "inch", 25.4], // the flag says that the name counts
  ["3,2Hcm", "cm", 10],
  ["2,2HIN", "mm", 1], // the flag counts
  ["0,2HMM", "mm", 1], // no flag: the name counts
  [",", "inch", 25.4], // what the standard takes where nothing is said
])("the unit %j is %s", (unit, name, length) => {
  expect(globalOf({ unit }).unit).toEqual({ name, length });
});

test.each(["3,3HELL", "12,2HMM", "x,2HMM"])("the unit %j is none", (unit) => {
  expect(() => globalOf({ unit })).toThrow(MalformedIges);
});

test("a model that is drawn to a scale is refused: kernels take it for its true size", () => {
  expect(() => globalOf({ scale: "0.5" })).toThrow(UnsupportedFormat);
  expect(globalOf({ scale: "1.D0" }).unit.name).toBe("mm");
  expect(globalOf({ scale: "" }).unit.name).toBe("mm");
});

test("resolution and program are read, delimiters are as the file has them", () => {
  const found = globalOf({ resolution: "1.D-4", system: "14HBig CAD 2026.1" });
  expect(found).toMatchObject({ resolution: 1e-4, exporter: "big cad" });
  expect(globalOf({ resolution: "" }).resolution).toBeNull();
  expect(globalOf({ system: "" }).exporter).toBe("unknown");
  const own = globalOf({ parameter: "/", record: "!", unit: "2/2HMM" });
  expect(own.delimiters).toEqual({ parameter: "/", record: "!" });
});

test("the section is written anew with another unit and tolerance", () => {
  const global = globalOf({ unit: "3,2HCM" });
  const again = (length: number, tolerance: number | null) => {
    const lines = globalLines(global, length, tolerance).trimEnd().split("\n");
    expect(lines.every((line, i) => line.endsWith(`G${String(i + 1).padStart(7)}`))).toBe(true);
    return igesGlobal(lines.map((line) => line.slice(0, 72)));
  };
  expect(again(10, null)).toMatchObject({ unit: { name: "cm", length: 10 }, resolution: 1e-6 });
  expect(again(1, 2e-7)).toMatchObject({ unit: { name: "mm", length: 1 }, resolution: 2e-7 });
  expect(again(1, 3)).toMatchObject({ resolution: 3, exporter: "test" });
});
