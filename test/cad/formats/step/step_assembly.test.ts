import { describe, expect, test } from "vitest";
import { stepProducts } from "../../../../src/cad/formats/step/step_assembly.ts";
import {
  contextText,
  entitiesOf,
  occurrenceText,
  placementText,
  productText,
} from "../entities_of.ts";

/** A frame in millimetres with two uses of a peg that is written in centimetres. */
const FRAME = contextText(100, ".MILLI.") + contextText(110, ".CENTI.") +
  placementText(120, "0.,0.,0.") + placementText(130, "10.,0.,0.") +
  placementText(140, "0.,20.,0.", "0.,0.,1.", "0.,1.,0.") + placementText(150, "1.,0.,0.") +
  "#200=SHAPE_REPRESENTATION('',(#120,#130,#140),#100);" +
  "#210=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#150,#300),#110);" +
  productText(10, "frame", 200) + productText(20, "peg", 210);
const PEGS = occurrenceText(30, "left", [10, 20], [210, 200], [150, 130]) +
  occurrenceText(40, "right", [10, 20], [210, 200], [150, 140]);

const rounded = (transform: ArrayLike<number> | null) =>
  transform && Array.from(transform, (x) => Math.round(x * 1e9) / 1e9 + 0);

describe("an assembly", () => {
  test("has its products, and where they stand, in millimetres", () => {
    const { roots, parts } = stepProducts(entitiesOf(FRAME + PEGS));
    expect(roots.map(({ name }) => name)).toEqual(["frame"]);
    expect(parts.map(({ name, number }) => [name, number])).toEqual([
      ["frame", "frame-7"],
      ["peg", "peg-7"],
    ]);
    const [left, right] = roots[0].components;
    expect([left.name, right.name]).toEqual(["left", "right"]);
    expect(left.part).toBe(right.part);
    expect(left.part.items).toContain(300);
    // The peg's own placement is 1 cm along x.
    expect(rounded(left.transform)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
    expect(rounded(right.transform)).toEqual([0, -1, 0, 0, 1, 0, 0, 10, 0, 0, 1, 0]);
  });

  test("whose relationships are written the other way round", () => {
    const swapped = occurrenceText(40, "right", [10, 20], [200, 210], [140, 150]);
    const [{ components }] = stepProducts(entitiesOf(FRAME + swapped)).roots;
    expect(rounded(components[0].transform)).toEqual([0, -1, 0, 0, 1, 0, 0, 10, 0, 0, 1, 0]);
  });

  test("an occurrence without a place stands where its assembly does", () => {
    const lost = "#30=NEXT_ASSEMBLY_USAGE_OCCURRENCE('n1','','',#10,#20,$);";
    const [{ components }] = stepProducts(entitiesOf(FRAME + lost)).roots;
    expect(components).toMatchObject([{ name: "n1", transform: null, isPlaced: false }]);
  });

  test.each<[string, string, boolean, string?, string?]>([
    ["as it should be", PEGS, true],
    ["with a placement that is none", PEGS.replaceAll(",#150,#140)", ",#150,#300)"), false],
    ["between other products' shapes", PEGS.replaceAll("#210,#200)", "#210,#999)"), false],
    ["in a context without a unit", PEGS, false, ".MILLI.,.METRE.", ".MILLI.,.GRAM."],
  ])("is placed where all of that is said: %s", (_, pegs, isPlaced, from = "", to = "") => {
    const [{ components }] = stepProducts(entitiesOf(FRAME.replace(from, to) + pegs)).roots;
    expect(components[1].isPlaced).toBe(isPlaced);
  });

  test("that holds itself has no root", () => {
    const loop = "#30=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#10,#20,$);" +
      "#31=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#20,#10,$);";
    expect(stepProducts(entitiesOf(FRAME + loop)).roots).toEqual([]);
  });
});

test("a shape that is said in two representations is one", () => {
  const data = contextText(100, ".MILLI.") + productText(10, "block", 200) +
    "#200=SHAPE_REPRESENTATION('',(),#100);" +
    "#210=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#300),#100);" +
    "#220=SHAPE_REPRESENTATION_RELATIONSHIP('','',#200,#210);";
  const { roots } = stepProducts(entitiesOf(data));
  expect(roots[0].items).toEqual([300]);
});

test("a representation that another product has stays with that one", () => {
  const data = contextText(100, ".MILLI.") + productText(10, "a", 200) + productText(20, "b", 210) +
    "#200=SHAPE_REPRESENTATION('',(#301),#100);#210=SHAPE_REPRESENTATION('',(#302),#100);" +
    "#220=SHAPE_REPRESENTATION_RELATIONSHIP('','',#200,#210);";
  expect(stepProducts(entitiesOf(data)).roots.map(({ items }) => items)).toEqual([[301], [302]]);
});

test("mapped representations are components", () => {
  const data = contextText(100, ".MILLI.") + productText(10, "grid", 200) +
    placementText(120, "0.,0.,0.") + placementText(130, "0.,5.,0.") +
    "#200=SHAPE_REPRESENTATION('',(#140),#100);#140=MAPPED_ITEM('',#141,#130);" +
    "#141=REPRESENTATION_MAP(#120,#210);#210=SHAPE_REPRESENTATION('cell',(#300),#100);";
  const { roots, parts } = stepProducts(entitiesOf(data));
  expect(roots[0].items).toEqual([]);
  expect(roots[0].components).toMatchObject([{ id: 140, name: "cell", part: { items: [300] } }]);
  expect(rounded(roots[0].components[0].transform)?.[7]).toBe(5);
  expect(parts).toHaveLength(2);
});
