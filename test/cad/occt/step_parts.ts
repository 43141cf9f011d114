import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import { madeOnce } from "../../helpers/made_once.ts";

/** What decides the parts' bytes. */
const CODE = ["src/cad/occt", "test/cad/occt/step_parts.ts"];

type Shape = InstanceType<OpenCascade["TopoDS_Shape"]>;

/** STEP files for the tests, made by a kernel in this process. */
export interface StepParts {
  /** A box of 10 x 20 x 30 mm. */
  readonly box: string;
  /** A cylinder of radius 3 and height 30. */
  readonly cylinder: string;
  /** A box of which a quarter of a cylinder is cut away. */
  readonly notched: string;
  /** One box in three places, the last one turned. */
  readonly assembly: string;
  /** A sphere of radius 4. */
  readonly sphere: string;
}

/** Makes the parts, which takes a second, or reads those that another test file has made. */
export async function makeStepParts(): Promise<StepParts> {
  const folder = await madeOnce("step-parts", CODE, async (made) => {
    for (const [name, text] of Object.entries(await makeAll())) {
      writeFileSync(join(made, `${name}.step`), text);
    }
  });
  const read = (name: string) => readFileSync(join(folder, `${name}.step`), "utf8");
  return {
    box: read("box"),
    cylinder: read("cylinder"),
    notched: read("notched"),
    assembly: read("assembly"),
    sphere: read("sphere"),
  };
}

async function makeAll(): Promise<StepParts> {
  const oc = await loadOcct();
  const box = new oc.BRepPrimAPI_MakeBox(10, 20, 30).Shape();
  const cylinder = new oc.BRepPrimAPI_MakeCylinder(3, 30).Shape();
  const notched = new oc.BRepAlgoAPI_Cut(box, cylinder, new oc.Message_ProgressRange()).Shape();
  return {
    box: write(oc, box),
    cylinder: write(oc, cylinder),
    notched: write(oc, notched),
    assembly: write(oc, threeTimes(oc, box)),
    sphere: write(oc, new oc.BRepPrimAPI_MakeSphere(4).Shape()),
  };
}

function threeTimes(oc: OpenCascade, shape: Shape): Shape {
  const compound = new oc.TopoDS_Compound();
  const builder = new oc.TopoDS_Builder();
  builder.MakeCompound(compound);
  const moved = new oc.gp_Trsf();
  moved.SetTranslation(new oc.gp_Vec(100, 0, 0));
  const turned = new oc.gp_Trsf();
  turned.SetRotation(new oc.gp_Ax1(new oc.gp_Pnt(0, 0, 0), new oc.gp_Dir(0, 0, 1)), Math.PI / 2);
  builder.Add(compound, shape);
  builder.Add(compound, shape.Located(new oc.TopLoc_Location(moved), false));
  builder.Add(compound, shape.Located(new oc.TopLoc_Location(turned), false));
  return compound;
}

function write(oc: OpenCascade, shape: Shape): string {
  const writer = new oc.STEPControl_Writer();
  const { STEPControl_AsIs } = oc.STEPControl_StepModelType;
  writer.Transfer(shape, STEPControl_AsIs, true, new oc.Message_ProgressRange());
  writer.Write("/part.step");
  return new TextDecoder().decode(oc.FS.readFile("/part.step"));
}

/** Puts `number` in place of a coordinate of each `step`-th point. */
export function spoil(text: string, number: string, step: number, axis: number): string {
  let count = 0;
  return text.replace(/(CARTESIAN_POINT\('',\()([^)]*)\)/g, (whole, head, coordinates) => {
    const numbers = coordinates.split(",");
    if (count++ % step !== 0 || numbers.length <= axis) return whole;
    numbers[axis] = number;
    return `${head}${numbers.join(",")})`;
  });
}

/** A file on which the kernel works for ever: a cylinder with coordinates beyond all doubles. */
export const hanging = (parts: StepParts): string => spoil(parts.cylinder, "1E915", 7, 0);

/** A file on which the kernel accesses memory that it does not have. */
export const trapping = (parts: StepParts): string => spoil(parts.notched, "NaN", 3, 0);

/** A file with so many points more, which are parts of nothing: the more, the more memory. */
export function padded(text: string, points: number): string {
  const point = (_: unknown, i: number) => `#${1e6 + i}=CARTESIAN_POINT('',(${i}.,0.,0.));\n`;
  const all = Array.from({ length: points }, point).join("");
  return text.replace(/ENDSEC;\s*END-ISO/, (end) => all + end);
}
