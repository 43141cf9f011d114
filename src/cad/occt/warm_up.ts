/**
 * Exercises a fresh kernel.
 *
 * @module
 */
import type { OpenCascade } from "./load_occt.ts";
import { readStep } from "./read_step.ts";

/** A part with the entities that most files have. */
const PATH = "/warm_up.step";

/**
 * Writes a small part as STEP and reads it back: WebAssembly is compiled function by function as
 * it is first called, which makes the first reading of a process many times slower than those
 * after it.
 */
export function warmUp(oc: OpenCascade): void {
  using box = new oc.BRepPrimAPI_MakeBox(10, 20, 30);
  using drill = new oc.BRepPrimAPI_MakeCylinder(3, 30);
  using progress = new oc.Message_ProgressRange();
  using cut = new oc.BRepAlgoAPI_Cut(box.Shape(), drill.Shape(), progress);
  using writer = new oc.STEPControl_Writer();
  const { STEPControl_AsIs } = oc.STEPControl_StepModelType;
  writer.Transfer(cut.Shape(), STEPControl_AsIs, true, progress);
  writer.Write(PATH);
  const bytes = oc.FS.readFile(PATH);
  oc.FS.unlink(PATH);
  readStep(oc, bytes);
}
