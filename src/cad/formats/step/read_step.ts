/**
 * Reads STEP files: the text and what the kernel makes of it, put together.
 *
 * @module
 */
import { withDistinctPlaces } from "../../assembly/distinct_places.ts";
import { CadError, NoBodies } from "../../errors.ts";
import { bodiesOf } from "../brep/bodies.ts";
import { parseBrepText } from "../brep/brep_text.ts";
import type { ShapeTree } from "../brep/brep_tree.ts";
import type { ReadingContext, ReadModel } from "../format_reader.ts";
import type { KernelDump } from "../shape_kernel.ts";
import { nodeWithFileNumbers, withFileNumbers } from "./file_numbers.ts";
import { kernelFault } from "./kernel_fault.ts";
import { assemblyTree } from "./assembly_tree.ts";
import { nameEncoding } from "./name_encoding.ts";
import { StepEntities } from "./step_entities.ts";
import { stepFaceNames } from "./step_face_names.ts";
import { identifyBodies } from "./step_identity.ts";
import { agreeOnPlaces } from "./step_places.ts";
import { noBodies, precheckStep } from "./step_precheck.ts";
import { stepProducts } from "./step_assembly.ts";
import type { StepScan } from "./step_scan.ts";
import { stepStyles } from "./step_styles.ts";
import { fileUnitLength } from "./step_units.ts";

/**
 * Reads a STEP file through the kernel: it translates the shapes, and the file's text says the
 * rest: names, products, colours and the entity numbers of faces.
 *
 * Beside what {@linkcode precheckStep} and {@linkcode ShapeKernel.readStep} throw, `MixedUnits`
 * where the file's own unit is asked for, and it has several, and `PlacementConflict` where text
 * and kernel disagree on where a body stands.
 */
export async function readStep(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadingContext,
): Promise<ReadModel> {
  const start = performance.now();
  const scan = precheckStep(bytes);
  const { text } = scan;
  const wanted = context.options.nameEncoding;
  const encoding = wanted === "auto" ? nameEncoding(text) : wanted;
  // In a file of Windows-1252 a single string may be UTF-8 all the same.
  const decoding = wanted === "auto" && encoding === "windows-1252" ? null : encoding;
  const entities = new StepEntities(text, scan.index, decoding);
  const unit = context.options.units === "mm" ? null : fileUnitLength(entities, text, scan);
  const scanned = performance.now();

  const explained = (error: unknown) => kernelFault(error, entities, scan, context.path);
  const dump = await askKernel(scan, unit?.length ?? 1, context).catch((error) => {
    throw explained(error);
  });
  const dumped = performance.now();

  const tree = parsed(dump.brep, explained);
  const names = stepFaceNames(text, scan, decoding);
  const distinct = bodiesOf(tree, dump.faceIds, names).map(withDistinctPlaces);
  if (distinct.length === 0) throw noBodies(scan, tree);
  const [products, styles] = [stepProducts(entities), stepStyles(entities)];
  const identified = agreeOnPlaces(
    products,
    identifyBodies(distinct, entities, products, styles),
    unit?.length ?? 1,
  );
  return {
    bodies: identified.map(({ body }) => withFileNumbers(body, scan.numbers)),
    provenance: {
      kernel: context.kernel.name,
      kernelVersion: context.kernel.version,
      reader: "step-occt-wasm",
      units: unit?.name ?? "mm",
      fileUnits: dump.fileUnits,
      ...(encoding === null ? {} : { nameEncoding: encoding }),
    },
    timings: {
      read: scanned - start,
      kernel: dumped - scanned,
      parse: performance.now() - dumped,
    },
    assembly: () => {
      const tree = assemblyTree(products, identified, styles, unit?.length ?? 1);
      return nodeWithFileNumbers(tree, scan.numbers);
    },
  };
}

function parsed(brep: Uint8Array, explained: (error: unknown) => unknown): ShapeTree {
  try {
    return parseBrepText(brep);
  } catch (error) {
    throw explained(error);
  }
}

async function askKernel(
  scan: StepScan,
  unit: number,
  { path, options, signal, kernel }: ReadingContext,
): Promise<KernelDump> {
  const { deadline } = options;
  const tolerance = options.tolerance === "file" ? null : options.tolerance;
  try {
    return await kernel.readStep(scan.text, { signal, deadline, unit, tolerance });
  } catch (error) {
    // The kernel knows that there is no shape; the scan knows what there is instead.
    if (error instanceof NoBodies) throw noBodies(scan);
    // It knows nothing of files, either.
    if (error instanceof CadError) error.data.file = path;
    throw error;
  }
}
