import { expect, test } from "vitest";
import { stepFaceNames } from "../../../../src/cad/formats/step/step_face_names.ts";
import { entitiesOf } from "../entities_of.ts";

function namesOf(data: string): Record<string, string> {
  return Object.fromEntries(stepFaceNames(entitiesOf(data)));
}

test("names of simple and of complex entities", () => {
  expect(namesOf(
    "#1=ADVANCED_FACE('top',(#9),#9,.T.);\n" +
      "#2 = ADVANCED_FACE\n(\n/* 'no' */ 'bot\\X\\E4',(#9),#9,.F.);" +
      "#3=FACE_SURFACE('third',(#9),#9,.T.);#9=PLANE('a plane',#8);" +
      "#4=(ADVANCED_FACE()FACE((#9))REPRESENTATION_ITEM('fourth')" +
      "TOPOLOGICAL_REPRESENTATION_ITEM());",
  )).toEqual({ 1: "top", 2: "botä", 3: "third", 4: "fourth" });
});

test("names that look like something else", () => {
  expect(namesOf(
    "#1=ADVANCED_FACE('a),(b; #2=ADVANCED_FACE(''x'',',(#9),#9,.T.);" +
      "/*#3=ADVANCED_FACE('comment',(#9),#9,.T.);*/#5=PRODUCT('#6=ADVANCED_FACE(''y'')');",
  )).toEqual({ 1: "a),(b; #2=ADVANCED_FACE('x'," });
});

test("faces without a name have none", () => {
  expect(namesOf("#1=ADVANCED_FACE('',(#9),#9,.T.);#2=ADVANCED_FACE($,(#9),#9,.T.);")).toEqual({});
});

test("of two entities with one number the first counts", () => {
  expect(namesOf("#1=ADVANCED_FACE('a',(),#9,.T.);#1=ADVANCED_FACE('b',(),#9,.T.);")).toEqual({
    1: "a",
  });
});
