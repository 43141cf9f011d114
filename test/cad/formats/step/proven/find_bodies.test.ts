import { expect, test } from "vitest";
import { findBodies } from "../../../../../src/cad/formats/step/proven/find_bodies.ts";
import { StepCursor } from "../../../../../src/cad/formats/step/proven/step_cursor.ts";
import { stepProducts } from "../../../../../src/cad/formats/step/step_assembly.ts";
import { StepEntities } from "../../../../../src/cad/formats/step/text/step_entities.ts";
import { scanStep } from "../../../../../src/cad/formats/step/text/step_scan.ts";
import { contextText, occurrenceText, placementText, productText } from "../../entities_of.ts";
import { bytesOf, stepText } from "../../step_text.ts";

function bodiesOf(data: string) {
  const { text, index } = scanStep(bytesOf(stepText(data)));
  const products = stepProducts(new StepEntities(text, index));
  return [...findBodies(new StepCursor(text, index), products, 1)];
}

const SOLID = (id: number) =>
  `#${id}=MANIFOLD_SOLID_BREP('',#${id + 1});#${id + 1}=CLOSED_SHELL();`;
/** A frame, and a peg that has a solid. */
const PRODUCTS = contextText(100, ".MILLI.") + placementText(120, "0.,0.,0.") +
  placementText(130, "0.,5.,0.") + SOLID(300) +
  "#200=SHAPE_REPRESENTATION('',(#120,#130),#100);#210=SHAPE_REPRESENTATION('',(#300),#100);" +
  productText(10, "frame", 200) + productText(20, "peg", 210);
const PEG = (id: number, at: number) => occurrenceText(id, "peg", [10, 20], [210, 200], [120, at]);

test("a body is told once, with all its places", () => {
  const [{ kind, shells, instances }, ...others] = bodiesOf(PRODUCTS + PEG(30, 120) + PEG(40, 130));
  expect(others).toEqual([]);
  expect([kind, shells]).toEqual(["solid", [301]]);
  expect(instances.map(({ path, transform }) => [path, transform?.[7] ?? 0])).toEqual([
    [[0], 0],
    [[1], 5],
  ]);
});

test("a body whose place is not told is not read; of a part without any it does not matter", () => {
  const lost = "#50=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#10,#20,$);";
  expect(() => bodiesOf(PRODUCTS + lost)).toThrow("a place that is not told (#50)");
  const empty = "#50=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','','',#10,#60,$);" +
    productText(60, "note", 220) + "#220=SHAPE_REPRESENTATION('',(),#100);";
  expect(bodiesOf(PRODUCTS + PEG(30, 120) + empty)).toHaveLength(1);
});

test("a part inside of itself ends the walk", () => {
  const mapped = (id: number, representation: number) =>
    `#${id}=MAPPED_ITEM('',#${id + 1},#120);#${
      id + 1
    }=REPRESENTATION_MAP(#120,#${representation});`;
  const data = contextText(100, ".MILLI.") + placementText(120, "0.,0.,0.") +
    productText(10, "loop", 200) + mapped(140, 210) + mapped(150, 200) +
    "#200=SHAPE_REPRESENTATION('',(#140),#100);#210=SHAPE_REPRESENTATION('',(#150),#100);";
  expect(() => bodiesOf(data)).toThrow("a part inside of itself");
});
