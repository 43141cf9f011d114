/**
 * Why a kernel made nothing of a STEP file, in the words of the file.
 *
 * @module
 */
import { CadError, DamagedGeometry, KernelCrash, KernelException } from "../../errors.ts";
import { BrepSyntaxError } from "../brep/brep_syntax_error.ts";
import { offPlane } from "./off_plane.ts";
import type { StepEntities } from "./text/step_entities.ts";
import type { StepScan } from "./text/step_scan.ts";

/**
 * The error to tell of: what was thrown while a kernel read a file, or while its B-Rep was parsed.
 * A crash, or numbers that are none, are put down to the file's geometry where it contradicts
 * itself. The kernel's B-Rep is no file of the user's: that it cannot be parsed is never said of
 * one.
 */
export function kernelFault(
  error: unknown,
  entities: StepEntities,
  { numbers }: StepScan,
  file: string,
): unknown {
  const isText = error instanceof BrepSyntaxError;
  if (!isText && !(error instanceof KernelCrash || error instanceof KernelException)) return error;
  const data = { file };
  const off = offPlane(entities);
  if (off !== null) {
    const [face, plane, point] = [off.face, off.plane, off.point].map((id) =>
      numbers.get(id) ?? id
    );
    const others = off.faces === 1 ? "" : ` (and so have ${off.faces - 1} more faces)`;
    return new DamagedGeometry(
      `Cannot read the file: the points of a face must lie on its surface, and face #${face} has ` +
        `the point #${point} ${Number(off.distance.toPrecision(3))} off its plane #${plane}` +
        `${others}. The kernel makes no shape of that. Export it again.`,
      { data: { ...data, face: Number(face) }, cause: error },
    );
  }
  if (!isText) return error;
  if (/^"[-+]?(nan|inf)/i.test(String(error.data.found))) {
    return new DamagedGeometry(
      "Cannot read the file: its shape must have finite coordinates, and of its geometry the " +
        `kernel made coordinates that are not (${error.data.found}). Export it again.`,
      { data, cause: error },
    );
  }
  return new CadError(
    "Cannot use what the CAD kernel made of the file: Trunnion must understand its answer, and " +
      `does not (${error.data.section}). This is a fault of Trunnion, not of the file: report it.`,
    { data, cause: error },
  );
}
