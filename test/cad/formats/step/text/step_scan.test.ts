import { describe, expect, test } from "vitest";
import { MAX_DEPTH, scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../../step_text.ts";

const scan = (data: string) => scanStep(bytesOf(stepText(data)));
const point = (numbers: string) => `#1=CARTESIAN_POINT('',(${numbers}));`;

describe("what a file consists of", () => {
  test("types are counted, the parts of complex entities each", () => {
    const { index } = scan(
      "#1=POINT('');\n#2 = ( LENGTH_UNIT() NAMED_UNIT(*) SI_UNIT(.MILLI.,.METRE.) );\n" +
        "#3=POINT('');#4=MEASURE(LENGTH_MEASURE(1.));",
    );
    expect(index.count).toBe(4);
    expect(Object.fromEntries(index.typeCounts())).toEqual({
      POINT: 2,
      LENGTH_UNIT: 1,
      NAMED_UNIT: 1,
      SI_UNIT: 1,
      MEASURE: 1,
    });
  });

  test("faces have their numbers, and their positions among all entities", () => {
    const bytes = bytesOf(
      stepText("#7=P();#12=ADVANCED_FACE('a',(#7),#7,.T.);#3=FACE_SURFACE('');"),
    );
    const { faces, index } = scanStep(bytes);
    expect(faces.map(({ id, ordinal }) => [id, ordinal])).toEqual([[12, 2], [3, 3]]);
    const text = new TextDecoder().decode(bytes.subarray(index.start(1), index.end(1)));
    expect(text).toBe("ADVANCED_FACE('a',(#7),#7,.T.)");
  });

  test("strings and comments hold no entities", () => {
    const { index, faces } = scan(
      "#1=P('#2=ADVANCED_FACE(\n); it''s /* no comment');/* #3=ADVANCED_FACE('');*/" +
        "#4=P(/* ' */'');",
    );
    expect([index.count, faces.length]).toEqual([2, 0]);
  });

  test("what stands after the end is not looked at", () => {
    const text = stepText("#1=P();") + "#2=P(NAN); 'open";
    expect(scanStep(bytesOf(text))).toMatchObject({
      index: { count: 1 },
      nonFinite: null,
      cut: null,
    });
  });

  test("line ends and white space of any kind", () => {
    for (const end of ["\n", "\r\n", "\r", " "]) {
      const text = stepText("#1\n=\nADVANCED_FACE\n(\n'');").replaceAll("\n", end);
      expect(scanStep(bytesOf(text))).toMatchObject({
        magic: true,
        ended: true,
        faces: [{ id: 1 }],
      });
    }
  });
});

describe("whether a file is whole", () => {
  const sections = (text: string) => scanStep(bytesOf(text));

  test("a whole file", () => {
    expect(sections(stepText("#1=P();"))).toMatchObject({
      magic: true,
      ended: true,
      cut: null,
      sections: { header: true, data: true, closed: true },
    });
    expect(sections("/* made\nby */\n" + stepText("")).magic).toBe(true);
  });

  test("other files", () => {
    expect(sections("hello").magic).toBe(false);
    expect(sections("\ufeff" + stepText("")).magic).toBe(false);
    expect(sections("x\n" + stepText("")).magic).toBe(false);
    expect(sections("").magic).toBe(false);
  });

  test.each([
    ["#1=P('abc", "string"],
    ["#1=P(1.,2", "entity"],
    ["#1=P();/* abc", "comment"],
    ["#1=P();", null],
  ])("one that stops after %s", (data, what) => {
    const text = stepText("@").split("@")[0] + data;
    expect(sections(text)).toMatchObject({ ended: false, sections: { closed: false } });
    expect(sections(text).cut?.what ?? null).toBe(what);
    if (what === "string") expect(sections(text).cut).toMatchObject({ id: 1 });
  });
});

describe("numbers that are none", () => {
  test.each([
    ["NaN,0.,0.", "NaN"],
    ["0.,-nan(ind),0.", "-nan"],
    ["0.,INF,0.", "INF"],
    ["0.,-Infinity,0.", "-Infinity"],
    ["1.#QNAN,0.,0.", "1.#QNAN"],
    ["-1.#IND00,0.,0.", "-1.#IND00"],
    ["1.#INF,0.,0.", "1.#INF"],
    ["0.,0.,1E915", "1E915"],
    ["0.,0.,-1.0E+999999", "-1.0E+999999"],
    ["1.8E308,0.,0.", "1.8E308"],
    [`${"9".repeat(310)}.,0.,0.`, "9".repeat(60)],
  ])("%s", (numbers, text) => {
    expect(scan(point(numbers)).nonFinite).toMatchObject({ id: 1, type: "CARTESIAN_POINT", text });
  });

  test.each([
    "1.7E308,1E-915,0.",
    "-1.5e+007,.5,+1.",
    "1.E5,1.E-05,0.E0",
    `${"0".repeat(400)}1.,0.,0.`,
  ])("%s is none of them", (numbers) => {
    expect(scan(point(numbers)).nonFinite).toBeNull();
  });

  test("names, comments, enumerations and types of the same spelling are none of them", () => {
    const data = "#1=PRODUCT('NAN','1E915',\"INF\",.NAN.,.INF.,$,*);/* NAN 1E915 */#2=NAN('');" +
      "#3=(INF()NAN('x'));#4=P(.U.,.T.);#5=P('it''s NAN');";
    expect(scan(data).nonFinite).toBeNull();
  });

  test("the first one counts, with the part of a complex entity that holds it", () => {
    const { nonFinite } = scan("#8=(A(1.)B_SPLINE(2.,NAN));#9=P(INF);");
    expect(nonFinite).toMatchObject({ id: 8, type: "B_SPLINE", text: "NAN" });
  });
});

describe("references to nothing", () => {
  test("matter in entities that shapes are made of", () => {
    expect(scan("#1=EDGE_LOOP('',(#2,#3));#2=ORIENTED_EDGE();").dangling).toMatchObject({
      id: 1,
      type: "EDGE_LOOP",
      missing: 3,
    });
  });

  test("backwards and forwards, and to itself, are fine", () => {
    expect(scan("#1=EDGE_LOOP('',(#2));#2=EDGE_CURVE('',#1,#2);").dangling).toBeNull();
  });

  test("of remarks, and in strings, do no harm", () => {
    const data = "#1=CURVE_STYLE('',#99);#2=PRODUCT('#98',#97);#3=ADVANCED_FACE('#96');" +
      "#4=SURFACE_STYLE_USAGE(.BOTH.,#95);";
    expect(scan(data).dangling).toBeNull();
  });
});

describe("parentheses", () => {
  const nested = (depth: number) => `#1=P(${"(".repeat(depth - 1)}'x'${")".repeat(depth - 1)});`;

  test("of a common depth are left alone", () => {
    expect(scan(nested(MAX_DEPTH - 1)).tooDeep).toEqual([]);
  });

  test("that nothing needs are found, with all that they hold", () => {
    const bytes = bytesOf(stepText(nested(1000)));
    const { tooDeep, index } = scanStep(bytes);
    expect(index.count).toBe(1);
    expect(tooDeep).toHaveLength(1);
    bytes.fill(32, tooDeep[0].start, tooDeep[0].end);
    const text = new TextDecoder().decode(bytes);
    expect(text).toMatch(/#1=P\(+ +\)+;/);
    expect(text.match(/\(/g)!.length - 1).toBe(MAX_DEPTH + 1); // FILE_SCHEMA has two, P's are 64
    expect(scanStep(bytes)).toMatchObject({ ended: true, cut: null });
  });
});

describe("text that is made to take long is scanned in one pass", () => {
  // What takes the square of this would take minutes.
  const many = 200_000;
  test.each([
    ["parentheses", `#1=P(${"(".repeat(many)});`],
    ["quotes", `#1=P('${"''".repeat(many)}');`],
    ["a comment of stars", `#1=P(/*${"* ".repeat(many)}*/);`],
    ["comments before an =", `#1${"/*/*/".repeat(many)}=P();`],
    ["one number", `#1=P(0.${"1".repeat(many)}E${"0".repeat(many)}1);`],
    ["one entity's number", `#${"9".repeat(many)}=P();`],
    ["entities of one number", "#1=ADVANCED_FACE('',(),#1,.T.);".repeat(many / 10)],
    ["large numbers", Array.from({ length: many / 20 }, (_, i) => `#${2 ** 31 + i}=P();`).join("")],
    ["types", `#1=(${Array.from({ length: many / 20 }, (_, i) => `T${i}()`).join("")});`],
  ])("%s", (_, data) => {
    const { index, ended } = scan(data);
    expect(index.count).toBeGreaterThan(0);
    expect(ended).toBe(true);
  });
});

test("any bytes are scanned to their end", () => {
  let seed = 1;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
  const file = bytesOf(stepText("#1=ADVANCED_FACE('a',(#2),#3,.T.);\n".repeat(20)));
  for (let round = 0; round < 300; round++) {
    const damaged = file.slice(0, Math.floor(random() * file.length));
    for (let i = 0; i < 20; i++) {
      damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
    }
    const { index, faces } = scanStep(damaged);
    expect(faces.length).toBeLessThanOrEqual(index.count);
  }
});
