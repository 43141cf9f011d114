/**
 * Reads IGES files: the text and what the kernel makes of it, put together.
 *
 * @module
 */
import type { Body } from "../../brep.ts";
import { withDistinctPlaces } from "../../assembly/distinct_places.ts";
import { CadError, MalformedIges, NoBodies, NotProven } from "../../errors.ts";
import { bodiesOf } from "../brep/bodies.ts";
import { parseBrepText } from "../brep/brep_text.ts";
import type { ReadingContext, ReadModel } from "../format_reader.ts";
import type { IgesDump } from "../shape_kernel.ts";
import { unpackFile } from "../unpack_file.ts";
import { requireWhole } from "./iges_faults.ts";
import { identifyIgesBodies } from "./iges_identity.ts";
import { type IgesFile, noIgesBodies, precheckIges } from "./iges_precheck.ts";
import { FACE_TYPES, SURFACE_TYPES } from "./iges_references.ts";
import { kernelText } from "./kernel_text.ts";

/**
 * Reads an IGES file through the kernel. Faces that belong to no shell are one body, as in STEP:
 * nothing is sewn together.
 *
 * Beside what {@linkcode precheckIges} and {@linkcode ShapeKernel.readIges} throw,
 * `DamagedGeometry` where the kernel left faces or their holes out, or made something that does not
 * fit together, and `NotProven` where the kernel may not be asked.
 */
export async function readIges(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadingContext,
): Promise<ReadModel> {
  const start = performance.now();
  const file = precheckIges(unpackFile(bytes, MalformedIges));
  const { options, path, kernel } = context, { unit, exporter } = file.global;
  if (options.reader === "typescript") {
    throw new NotProven(
      "Cannot read the file without the kernel: no IGES file is. Let the kernel read it, with " +
        'reader: "auto" (--reader auto).',
      { data: { file: path, reason: "IGES", entity: null } },
    );
  }
  const checked = performance.now();
  const dump = await askKernel(file, context);
  const dumped = performance.now();
  const distinct = bodiesOf(parseBrepText(dump.brep), dump.faceIds).map(withDistinctPlaces);
  if (distinct.length === 0) throw noIgesBodies(file.entities);
  const bodies: Body[] = identifyIgesBodies(distinct, file.entities);
  requireWhole(bodies, file.entities, dump.lost, path);
  return {
    bodies,
    provenance: {
      kernel: kernel.name,
      kernelVersion: dump.kernelVersion,
      reader: "iges-occt-wasm",
      units: options.units === "mm" ? "mm" : unit.name,
      fileUnits: unit.name,
    },
    exporter,
    timings: {
      read: checked - start,
      kernel: dumped - checked,
      parse: performance.now() - dumped,
    },
  };
}

async function askKernel(
  file: IgesFile,
  { path, options, signal, kernel }: ReadingContext,
): Promise<IgesDump> {
  const { entities, global: { unit } } = file;
  const numbers = (types: ReadonlySet<number>) =>
    [...entities.values()].filter(({ type }) => types.has(type)).map(({ number }) => number);
  // Numbers that are said to be millimetres stay as they are.
  const length = options.units === "mm" ? unit.length : 1;
  const tolerance = options.tolerance === "file" ? null : options.tolerance / length;
  try {
    return await kernel.readIges(kernelText(file, length, tolerance), {
      signal,
      deadline: options.deadline,
      faces: numbers(FACE_TYPES),
      surfaces: numbers(SURFACE_TYPES),
    });
  } catch (error) {
    // The kernel knows that there is no shape; the text knows what there is instead.
    if (error instanceof NoBodies) throw noIgesBodies(entities);
    // It knows nothing of files, either.
    if (error instanceof CadError) error.data.file = path;
    throw error;
  }
}
