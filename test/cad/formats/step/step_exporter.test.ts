import { expect, test } from "vitest";
import { scanStep } from "../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../step_text.ts";
import { stepExporter } from "../../../../src/cad/formats/step/step_exporter.ts";

const exporterOf = (name: string) =>
  stepExporter(
    scanStep(
      bytesOf(
        stepText("#1=FILE_NAME('','',(''),(''),'x','y','');", {
          header: `FILE_DESCRIPTION(('ENDSEC;'),'2;1');\n${name}`,
        }),
      ),
    ).header,
  );
const fileName = (preprocessor: string, system: string) =>
  `FILE_NAME('a.stp','2021-04-02T18:07:35',('A','B'),('C, D'),'${preprocessor}','${system}','');`;

test.each([
  ["ST-DEVELOPER v18.1", "Autodesk Inventor 2022", "st-developer, autodesk inventor"],
  ["ST-DEVELOPER v20", "Autodesk Inventor 2024", "st-developer, autodesk inventor"],
  ["Open CASCADE STEP processor 7.6", "FreeCAD", "open cascade step processor, freecad"],
  ["SwSTEP 2.0", "SolidWorks 2013", "swstep, solidworks"],
  ["ONSHAPE BY PTC INC, 1.208", "  ", "onshape by ptc inc"],
  ["CoCreate Modeling 16.00  06-May-2008", "", "cocreate modeling"],
  ["pythonOCC", "pythonOCC", "pythonocc"],
  ["3DX", "", "3dx"],
  ["", "", "unknown"],
])("%s and %s", (preprocessor, system, name) => {
  expect(exporterOf(fileName(preprocessor, system))).toBe(name);
});

test("comments, missing parameters and a header without the entity", () => {
  const commented = "FILE_NAME(/* name */ 'a',/* time */ '',(''),(''),/* ( */ 'NX 11.0',' ','');";
  expect(exporterOf(commented)).toBe("nx");
  expect(exporterOf("FILE_NAME('a','',(''),(''),$,'NX','');")).toBe("nx");
  expect(exporterOf("")).toBe("unknown");
});
