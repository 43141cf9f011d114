import { describe, expect, test } from "vitest";
import { precheckStep } from "../../../../../src/cad/formats/step/step_precheck.ts";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { StepEntities } from "../../../../../src/cad/formats/step/text/step_entities.ts";
import { bytesOf, stepText } from "../../step_text.ts";

/** A file of edition 3. */
function fileOf(anchors: string, references: string, data: string): Uint8Array {
  const sections = `ANCHOR;\n${anchors}\nENDSEC;\nREFERENCE;\n${references}\nENDSEC;\nDATA;`;
  return bytesOf(
    stepText(`${data}#9=ADVANCED_FACE('',(),#8,.T.);#8=PLANE('',$);`)
      .replace("DATA;", sections),
  );
}

function refusal(bytes: Uint8Array): string {
  try {
    precheckStep(bytes);
    return "none";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

test("references to anchors of the file are what those name", () => {
  const bytes = fileOf(
    "<top>=#2;\n<size;1>=LENGTH_MEASURE(2.5){unit:'mm;'};\n<all>=(#2,#20);<name>='it''s #20';",
    "#20=<#top>;#21=<#again>;@4=<#size;1>;/* #22=<x.stp#y>; */@5=<#all>;@6=<#name>;",
    "#1=LINE('#20',#20,@4,@5,@6);\n#2=CARTESIAN_POINT('',(0.,0.,0.));",
  );
  const scan = scanStep(bytes);
  expect(scan).toMatchObject({ unresolved: null, dangling: null, sections: { closed: true } });
  expect(scan.index.count).toBe(4);
  const [name, point, size, all, text] = new StepEntities(scan.text, scan.index)
    .parameters(1, "LINE")!;
  expect(name).toEqual({ kind: "string", text: "#20" });
  expect(point).toEqual({ kind: "reference", id: 2 });
  expect(size).toMatchObject({ type: "LENGTH_MEASURE", items: [{ value: 2.5 }] });
  const reference = { kind: "reference", id: 2 };
  expect(all).toEqual({ kind: "list", type: null, items: [reference, reference] });
  expect(text).toEqual({ kind: "string", text: "it's #20" });
  expect(refusal(bytes)).toBe("none");
});

test("an anchor may lead to a reference, and that to an anchor", () => {
  const bytes = fileOf("<a>=#20;<b>=<#c>;<c>=#8;", "#20=<#b>;#21=<#a>;", "#1=LINE('',#21);");
  expect(new TextDecoder().decode(scanStep(bytes).text)).toContain("#1=LINE('',#8)");
});

describe("what is not in the file is refused, with the place where it is said to be", () => {
  test.each([
    ["#20=<bolt.stp#thread>;", "#20", /^ExternalReferences: .*#1 \(line 13\).*<bolt\.stp#thread>/],
    ["#20=<#nowhere>;", "#20", /^MalformedStep: .*#20.*<#nowhere>: no such anchor/],
    ["#20=<#round>;", "#20", /^MalformedStep: /],
    ["@20=<units.stp#mm>;", "(1.,@20)", /^ExternalReferences: .*@20/],
  ])("%s", (references, use, message) => {
    const bytes = fileOf("<round>=<#round>;", references, `\n#1=REMARK('',${use});`);
    expect(refusal(bytes)).toMatch(message);
  });

  test("what grows with each name that it is made of is given up", () => {
    const many = Array.from({ length: 40 }, (_, i) => i);
    const bytes = fileOf(
      many.map((i) => `<a${i}>=(#${i + 101},#${i + 101});`).join("") + "<a40>=#8;",
      [...many, 40].map((i) => `#${i + 100}=<#a${i}>;`).join(""),
      "#1=LINE(#100);",
    );
    expect(refusal(bytes)).toMatch(/^MalformedStep: /);
  });

  test("where it is used", () => {
    expect(refusal(fileOf("", "#20=<bolt.stp#thread>;", "#1=LINE('#20');"))).toBe("none");
  });
});
