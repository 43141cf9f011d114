import { describe, expect, test } from "vitest";
import "../../../../src/cad/formats/builtin_formats.ts";
import { precheckStep } from "../../../../src/cad/formats/step/step_precheck.ts";
import { bytesOf, latin1Of, stepText } from "../step_text.ts";

const FACE = "#1=ADVANCED_FACE('',(),#2,.T.);#2=PLANE('',$);";

/** The error of a check, as the error table shows it. */
function refusal(bytes: Uint8Array): string {
  try {
    precheckStep(bytes);
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  return "none";
}

test("lets through a file with a face, and returns its scan", () => {
  expect(precheckStep(bytesOf(stepText(FACE)))).toMatchObject({
    index: { count: 2 },
    faces: [{ id: 1 }],
  });
});

test.each([
  ["duplicate numbers", stepText(FACE + FACE)],
  ["a schema that nobody knows", stepText(FACE, { header: "FILE_SCHEMA(('NOT_A_SCHEMA'));" })],
  ["deep parentheses", stepText(`${FACE}#9=X(${"(".repeat(1e5)}${")".repeat(1e5)});`)],
  ["bytes after the end", stepText(FACE) + "'\0\0"],
  ["a surface set", stepText("#1=GEOMETRIC_SET('',(#2));#2=PLANE('',$);")],
  ["CR-only line ends", stepText(FACE).replaceAll("\n", "\r")],
])("lets through %s", (_, text) => {
  expect(refusal(bytesOf(text))).toBe("none");
});

describe("files that are not STEP", () => {
  test("an empty one", () => {
    expect(refusal(new Uint8Array(0))).toMatch(/^EmptyFile: .*0 bytes/);
  });

  test.each([
    ["\x89PNG\r\n\x1a\n", "a PNG image"],
    ["\x1f\x8b\x08\0", "gzip"],
    ["\xff\xfeI\0S\0O\0", "UTF-16"],
    ["<!DOCTYPE html><html>", "HTML"],
    ["version https://git-lfs.github.com/spec/v1\n", "Git LFS"],
    ["This is a text.\n", "plain text"],
    ["\x00\x01\x02", "binary data"],
    [" ".repeat(72) + "S      1\n", "IGES"],
  ])("%j", (text, found) => {
    expect(refusal(latin1Of(text))).toMatch(/^NotStep: /);
    expect(refusal(latin1Of(text))).toContain(found);
  });

  test("a byte order mark", () => {
    expect(refusal(bytesOf("\ufeff" + stepText(FACE)))).toMatch(/^MalformedStep: .*byte order/);
  });
});

describe("files that are cut off", () => {
  const whole = stepText(FACE);

  test.each([
    ["no END-ISO", whole.replace("END-ISO-10303-21;\n", "")],
    ["neither ENDSEC nor END-ISO", whole.replace(/ENDSEC;\nEND-ISO-10303-21;\n/, "")],
    ["no ENDSEC", whole.replace("ENDSEC;\nEND-ISO", "END-ISO")],
    ["half an entity", whole.slice(0, whole.indexOf(",#2,.T."))],
    ["no DATA section", whole.replace(/DATA;[\s\S]*?ENDSEC;\n/, "")],
    ["no HEADER section", whole.replace(/HEADER;[\s\S]*?ENDSEC;\n/, "")],
  ])("%s", (_, text) => {
    expect(refusal(bytesOf(text))).toMatch(/^TruncatedFile: /);
  });

  test("damage that swallows the end is not called a cut", () => {
    const damaged = stepText("#9=P('open);" + FACE);
    expect(refusal(bytesOf(damaged))).toMatch(/^MalformedStep: .*string that is never closed/);
  });
});

describe("files whose contents are no good", () => {
  test("numbers that are none", () => {
    const data = FACE + "#3=CARTESIAN_POINT('NAN',(0.,1E915,0.));";
    expect(refusal(bytesOf(stepText(data)))).toMatch(
      /^NonFiniteCoordinates: .*1E915 in #3 CARTESIAN_POINT/,
    );
  });

  test("entities that are missing", () => {
    const data = FACE + "#3=EDGE_LOOP('',(#77));";
    expect(refusal(bytesOf(stepText(data)))).toMatch(/^MalformedStep: .*#3 EDGE_LOOP.*no #77/);
  });
});

describe("files without bodies say what they hold", () => {
  test.each([
    ["#1=TESSELLATED_SHELL('',(),$);", "TessellatedOnly", "triangles"],
    ["#1=COMPLEX_TRIANGULATED_FACE('');", "TessellatedOnly", "triangles"],
    ["#1=DOCUMENT_FILE('part.stp','','',$,'','');", "ExternalReferences", "other files"],
    ["#1=GEOMETRIC_CURVE_SET('',());#2=LINE('',$,$);", "WireframeOnly", "curves"],
    ["#1=VERTEX_POINT('',$);", "PointsOnly", "points"],
    ["#1=BOOLEAN_RESULT('',.UNION.,$,$);#2=SPHERE('',1.,$);", "NoBodies", "CSG"],
    ["#1=SOLID_REPLICA('',$,$);", "NoBodies", "SOLID_REPLICA"],
    ["#1=FEA_MODEL_3D('');#2=NODE('');", "NoBodies", "finite-element"],
    ["#1=PRODUCT('','','',());", "NoBodies", "1 entities of other kinds"],
  ])("%s", (data, name, found) => {
    const text = refusal(bytesOf(stepText(data)));
    expect(text.startsWith(`${name}: `)).toBe(true);
    expect(text).toContain(found);
  });
});
