import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { UnsupportedFormat } from "../../../src/cad/errors.ts";
import { findReader } from "../../../src/cad/formats/find_reader.ts";
import { bytesOf, stepText } from "./step_text.ts";

test.each(["a.step", "B.STP", "dir.igs/c.p21", "d.stpz"])(
  "%s is STEP, whatever is in it",
  (path) => {
    expect(findReader(path, bytesOf("hello")).format).toBe("STEP");
  },
);

test("STEP is read, whatever it is called", () => {
  expect(findReader("a.txt", bytesOf("\nISO-10303-21;\n")).format).toBe("STEP");
  expect(findReader("folder.d/noextension", bytesOf("ISO-10303-21;")).format).toBe("STEP");
  const packed = new Uint8Array(gzipSync(stepText("#1=P();\n".repeat(5000))));
  expect(findReader("a.stp.gz", packed).format).toBe("STEP");
  expect(findReader("a.gz", packed.subarray(0, 60)).format).toBe("STEP");
  expect(() => findReader("a.gz", new Uint8Array(gzipSync("hello")))).toThrow(UnsupportedFormat);
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
  const find = () => findReader(path, bytesOf(path.endsWith("ifc") ? "ISO-10303-21;" : "x"));
  expect(find).toThrow(UnsupportedFormat);
  expect(find).toThrow(found);
  expect(find).toThrow(
    /^Cannot open '.*': the format must be STEP \(\.step, \.stp, \.p21, \.stpz\), .*\. Export it as STEP\.$/,
  );
});
