import { expect, test } from "vitest";
import {
  CadError,
  DamagedGeometry,
  KernelCrash,
  KernelTimeout,
} from "../../../../src/cad/errors.ts";
import { BrepSyntaxError } from "../../../../src/cad/formats/brep/brep_syntax_error.ts";
import { kernelFault } from "../../../../src/cad/formats/step/kernel_fault.ts";
import { StepEntities } from "../../../../src/cad/formats/step/text/step_entities.ts";
import { scanStep } from "../../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "../step_text.ts";

const FACE = "ADVANCED_FACE('',(#2),#5,.T.);#2=FACE_BOUND('',#3,.T.);#3=POLY_LOOP('',(#4,#8));" +
  "#4=CARTESIAN_POINT('',(0.,0.,0.));#8=CARTESIAN_POINT('',(0.,0.,7.));#5=PLANE('',#6);" +
  "#6=AXIS2_PLACEMENT_3D('',#4,$,$);";

function told(error: unknown, data = ""): Error {
  const scan = scanStep(bytesOf(stepText(data)));
  return kernelFault(error, new StepEntities(scan.text, scan.index), scan, "a.step") as Error;
}
const text = (found: string) =>
  new BrepSyntaxError({ offset: 258, section: "Curve2ds", expected: "a number", found });

test("a crash, or no numbers, over a face off its plane are the face's fault", () => {
  for (const error of [new KernelCrash("it stopped"), text('"-nan"')]) {
    const fault = told(error, `#1=${FACE}`);
    expect(fault).toBeInstanceOf(DamagedGeometry);
    expect(fault.message).toContain("face #1 has the point #8 7 off its plane #5.");
    expect(fault.cause).toBe(error);
  }
  expect(told(new KernelCrash(""), `#4294967296=${FACE}`).message).toContain(
    "face #4294967296 has",
  );
});

test("numbers that are none are never the text's damage", () => {
  for (const found of ['"-nan"', '"nan(ind)"', '"inf"', '"-Infinity"']) {
    const fault = told(text(found));
    expect(fault).toBeInstanceOf(DamagedGeometry);
    expect(fault.message).toMatch(/the kernel made coordinates that are not .* Export it again\.$/);
    expect(fault.message).not.toMatch(/damaged|byte 258|B-Rep/);
  }
});

test("neither is anything else of it: that is our fault", () => {
  const fault = told(text('"x"'));
  expect(fault).toBeInstanceOf(CadError);
  expect(fault.message).toMatch(/This is a fault of Trunnion, not of the file/);
});

test("other errors stay, and a crash over sound planes", () => {
  const [timeout, crash] = [new KernelTimeout(""), new KernelCrash("")];
  expect(told(timeout, `#1=${FACE}`)).toBe(timeout);
  expect(told(crash)).toBe(crash);
});
