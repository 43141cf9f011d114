import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { UnsupportedFormat } from "../../../src/cad/errors.ts";
import { findReader } from "../../../src/cad/formats/find_reader.ts";
import { bytesOf, stepText } from "./step_text.ts";

const IGES = `${" ".repeat(72)}S      1\n`, BREP = "\nCASCADE Topology V1, (c) Matra-Datavision\n";
const STEP = "ISO-10303-21;\n";
const gzipped = (text: string) => new Uint8Array(gzipSync(text.padEnd(5000)));

test.each([
  ["a.step", STEP, "STEP"],
  ["B.STP", "hello", "STEP"],
  ["dir.igs/c.p21", "hello", "STEP"],
  ["d.stpz", "", "STEP"],
  ["a.igs", "hello", "IGES"],
  ["a.IGES", IGES, "IGES"],
  ["a.brp", "hello", "BREP"],
  ["a.brep", `DBRep_DrawableShape\n${BREP}`, "BREP"],
  // What a file holds counts, not what it is called.
  ["a.txt", `\n${STEP}`, "STEP"],
  ["folder.d/noextension", STEP, "STEP"],
  ["a.igs", STEP, "STEP"],
  ["a.brep", STEP, "STEP"],
  ["a.step", IGES, "IGES"],
  ["a.txt", IGES.replace("S", "C"), "IGES"],
  ["a.stp", BREP, "BREP"],
  ["noextension", "Open CASCADE Topology V4 (c)", "BREP"],
])("%s with %j is read as %s", (path, text, format) => {
  expect(findReader(path, bytesOf(text)).format).toBe(format);
  expect(findReader(path, gzipped(text)).format).toBe(format);
});

test("what is compressed is told by its first bytes", () => {
  const packed = new Uint8Array(gzipSync(stepText("#1=P();\n".repeat(5000))));
  expect(findReader("a.stp.gz", packed).format).toBe("STEP");
  expect(findReader("a.gz", packed.subarray(0, 60)).format).toBe("STEP");
  expect(() => findReader("a.gz", new Uint8Array(gzipSync("hello")))).toThrow(UnsupportedFormat);
});

test.each([
  ["a.sldprt", "found SolidWorks"],
  ["a.xyz", "found the extension '.xyz'"],
  ["folder.d/a", "found no extension"],
  ["a.ifc", "found IFC"],
])("%s is not read", (path, found) => {
  const find = () => findReader(path, bytesOf(path.endsWith("ifc") ? STEP : "x"));
  expect(find).toThrow(UnsupportedFormat);
  expect(find).toThrow(found);
  expect(find).toThrow(
    "must be STEP (.step, .stp, .p21, .stpz) or IGES (.iges, .igs) or BREP (.brep, .brp), found",
  );
});
