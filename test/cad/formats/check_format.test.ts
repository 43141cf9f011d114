import { expect, test } from "vitest";
import { UnsupportedFormat } from "../../../src/cad/errors.ts";
import { checkFormat } from "../../../src/cad/formats/check_format.ts";
import { bytesOf } from "./step_text.ts";

test.each(["a.step", "B.STP", "dir.igs/c.p21"])("%s is read, whatever is in it", (path) => {
  expect(() => checkFormat(path, bytesOf("hello"))).not.toThrow();
});

test("STEP is read, whatever it is called", () => {
  expect(() => checkFormat("a.txt", bytesOf("\nISO-10303-21;\n"))).not.toThrow();
  expect(() => checkFormat("folder.d/noextension", bytesOf("ISO-10303-21;"))).not.toThrow();
});

test.each([
  ["a.igs", "found IGES"],
  ["a.IGES", "found IGES"],
  ["a.brep", "found OpenCascade's B-Rep"],
  ["a.sldprt", "found SolidWorks"],
  ["a.xyz", "found the extension '.xyz'"],
  ["folder.d/a", "found no extension"],
  ["a.ifc", "found IFC"],
])("%s is not", (path, found) => {
  const check = () => checkFormat(path, bytesOf(path.endsWith("ifc") ? "ISO-10303-21;" : "x"));
  expect(check).toThrow(UnsupportedFormat);
  expect(check).toThrow(found);
});
