import { describe, expect, test } from "vitest";
import { plainStep } from "../../../../../src/cad/formats/step/text/plain_step.ts";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../../step_text.ts";

const plain = (text: string) => new TextDecoder().decode(plainStep(bytesOf(text)).bytes);
const data = (text: string) => /DATA;\n([^]*)\nENDSEC/.exec(plain(stepText(text)))![1];

describe("what the kernel's reader does not take is written anew", () => {
  test("comments between an entity's number and its =", () => {
    expect(data("#1 /* a */ =/* b; ' */P(#2);\n#2\n=Q();")).toBe("#1= P(#2);\n#2\n=Q();");
  });

  test("strings keep what looks like a comment, a number or an end", () => {
    const strings = "#1=P('/* no */ #9999999999; it''s',\"0FF\");";
    expect(data(`#2/**/=Q();${strings}`)).toBe(`#2=Q();${strings}`);
  });

  test("parameters of DATA sections", () => {
    const text = stepText("#1=P();").replace("DATA;", "DATA /* x */ ('a;b',('SCHEMA'));");
    expect(plain(text)).toBe(stepText("#1=P();"));
  });

  test("scopes, one inside of another, with their exports", () => {
    const scoped = "#5=&SCOPE\n#6=A();#7 = &SCOPE #8=B(); ENDSCOPE /#8/ C(#8);\n" +
      "ENDSCOPE /#6, /* c */ #7/ D(#6,#7);#9=E(#5);";
    expect(data(scoped)).toBe("\n#6=A(); #8=B(); #7= C(#8);\n#5= D(#6,#7);#9=E(#5);");
    expect(data("#5=&SCOPE #6=A(); ENDSCOPE D(#6);")).toBe(" #6=A(); #5=D(#6);");
  });

  test("numbers that are too large get free ones, the same everywhere", () => {
    const { bytes, numbers } = plainStep(bytesOf(stepText(
      "#2147483648=P(#1,#18446744073709551616,#02147483648);#18446744073709551616=Q(#2147483647);",
    )));
    const text = new TextDecoder().decode(bytes);
    // 1 is referred to, though there is no such entity: it is not free.
    expect(text).toContain("#2=P(#1,#3,#2);#3=Q(#2147483647);");
    expect([...numbers]).toEqual([[2, 2147483648n], [3, 18446744073709551616n]]);
  });

  test("nothing else", () => {
    const text = stepText("#1=P(/* a comment */ 1.,#2);\r\n\t#2 = Q('ü');").replace(" comment", "");
    expect(plain(text)).toBe(text.replace("/* a */", " "));
    const tail = stepText("#1=P();") + "#99999999999 /* left */ = 'open";
    expect(plain(tail)).toBe(tail);
  });
});

describe("a scan", () => {
  test("is of the file's own bytes where the kernel takes them", () => {
    const bytes = bytesOf(stepText("#1=P(/* a */);#2147483647=Q(#1);"));
    expect(scanStep(bytes)).toMatchObject({ index: { count: 2 }, numbers: new Map() });
    expect(scanStep(bytes).text).toBe(bytes);
  });

  test.each([
    ["#1 /* a */ = ADVANCED_FACE('');", [1]],
    ["#1=&SCOPE #2=ADVANCED_FACE(''); ENDSCOPE FACE_SURFACE('',#2);", [2, 1]],
    ["#7=P();#4294967296=ADVANCED_FACE('');#4294967297=ADVANCED_FACE('');", [1, 2]],
    // One double stands for both.
    ["#9007199254740993=ADVANCED_FACE('');#9007199254740992=ADVANCED_FACE('');", [1, 2]],
  ])("is of the text written anew where it does not: %s", (data, ids) => {
    const scan = scanStep(bytesOf(stepText(data)));
    expect(scan.faces.map(({ id }) => id)).toEqual(ids);
    expect(scan.dangling).toBeNull();
  });

  test("time grows with the text, whatever stands there", () => {
    for (
      const piece of ["#", "/*", "'", "&SCOPE", "#1=&SCOPE ", "ENDSCOPE /", "#99999999999=", ";"]
    ) {
      const bytes = bytesOf(stepText(piece.repeat(20_000)));
      expect(plainStep(bytes).bytes.length).toBeGreaterThan(0);
    }
  });
});
