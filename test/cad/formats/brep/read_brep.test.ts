import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  CadError,
  DamagedGeometry,
  EmptyFile,
  MalformedBrep,
  NonFiniteCoordinates,
  NotBrep,
  TruncatedFile,
  UnsupportedFormat,
} from "../../../../src/cad/errors.ts";
import { readBrep } from "../../../../src/cad/formats/brep/read_brep.ts";
import { BodyGeometry } from "../../../../src/cad/features/bodies/body_geometry.ts";
import { corpusFiles } from "../../../helpers/corpus.ts";
import { fixture } from "../fixtures.ts";
import { bytesOf } from "../step_text.ts";
import "../../../../src/cad/formats/builtin_formats.ts";

const read = (bytes: Uint8Array) => readBrep(new Uint8Array(bytes), { path: "a.brep" });
const text = new TextDecoder().decode(fixture("assembly.brep"));

test("a file's bodies are told as those of STEP are", () => {
  const { bodies, provenance } = read(bytesOf(text));
  expect(bodies.map(({ kind, instances }) => [kind, instances.length])).toEqual(
    [["solid", 5], ["solid", 2], ["shell", 1], ["face", 1]],
  );
  expect(bodies[0].brep.faces.every(({ name, entityId }) => name === null && entityId === null))
    .toBe(true);
  expect(provenance).toEqual({
    kernel: "none",
    kernelVersion: "none",
    reader: "brep-typescript",
    units: "mm",
    fileUnits: "mm by convention",
  });
});

test.each([
  ["as Draw writes it", `DBRep_DrawableShape\n${text}`],
  ["with other line ends", text.replaceAll("\n", "\r\n")],
])("a file is read %s", (_, changed) => {
  expect(read(bytesOf(changed)).bodies).toHaveLength(read(bytesOf(text)).bodies.length);
});

test("a file is read where it is compressed", () => {
  expect(read(gzipSync(text)).bodies.length).toBeGreaterThan(0);
});

const [first] = /(?<=Surfaces \d+\n)[^\n]+/.exec(text)!;

test.each([
  ["", EmptyFile, "0 bytes"],
  ["Dear reader", NotBrep, "plain text"],
  ["ISO-10303-21;\n", NotBrep, "looks like STEP"],
  ["\nOpen CASCADE Topology V4 (c)\n\x00\x01", UnsupportedFormat, "the binary one"],
  [text.slice(0, text.length / 2), TruncatedFile, "stops in section"],
  [text.slice(0, -9), TruncatedFile, "stops in section"],
  [text.replace("Surfaces", "Surfeits"), MalformedBrep, "needs the section Surfaces"],
  [text.replace(first, "1 nan 0 0 0 0 1 1 0 0 -0 1 0 "), NonFiniteCoordinates, '"nan"'],
  [text.replace(first, "1 1e999 0 0 0 0 1 1 0 0 -0 1 0 "), NonFiniteCoordinates, '"1e999"'],
  [text.replace(first, "1 x 0 0 0 0 1 1 0 0 -0 1 0 "), MalformedBrep, "needs a number"],
])("what cannot be read has a class of its own (%#)", (changed, error, message) => {
  const run = () => read(bytesOf(changed));
  expect(run).toThrow(error as typeof CadError);
  expect(run).toThrow(message);
});

test("a surface that is moved away from its edges is damage", () => {
  const moved = text.replace(first, (line) => line.replace(/^1 \S+ \S+ \S+/, "1 9 9 9"));
  expect(() => read(bytesOf(moved))).toThrow(DamagedGeometry);
  expect(() => read(bytesOf(moved))).toThrow(/in body \d edge \d+ runs .* off the surface of face/);
});

// The larger one is read in brep_corpus.test.ts.
const corpus = corpusFiles("hard").filter(({ file }) => file.startsWith("h47"));
test.skipIf(corpus.length === 0).each(corpus)("$file", ({ path, faces }) => {
  const { bodies } = read(readFileSync(path));
  const placed = bodies.map(({ brep, instances }) => brep.faces.length * instances.length);
  expect(placed.reduce((sum, count) => sum + count, 0)).toBe(faces);
  // The measures of the last body are trusted.
  const { brep } = bodies.at(-1)!, geometry = BodyGeometry.of(brep);
  expect(brep.faces.every((_, i) => geometry.area(i).area > 0)).toBe(true);
  expect(geometry.mass.volume).toBeGreaterThan(0);
});
