/**
 * Reads STEP files: the text and what the kernel makes of it, put together.
 *
 * @module
 */
import type { Body } from "../../brep.ts";
import { withDistinctPlaces } from "../../assembly/distinct_places.ts";
import { CadError, MalformedStep, NoBodies, NotProven } from "../../errors.ts";
import { bodiesOf } from "../brep/bodies.ts";
import type { ShapeTree } from "../brep/brep_tree.ts";
import type { ReadingContext, ReadModel } from "../format_reader.ts";
import type { KernelDump } from "../shape_kernel.ts";
import { unpackFile } from "../unpack_file.ts";
import { nodeWithFileNumbers, withFileNumbers } from "./file_numbers.ts";
import { kernelFault } from "./kernel_fault.ts";
import { assemblyTree } from "./assembly_tree.ts";
import { nameEncoding } from "./text/name_encoding.ts";
import { StepEntities } from "./text/step_entities.ts";
import { stepFaceNames } from "./step_face_names.ts";
import { readBodies, type StepFile } from "./proven/read_bodies.ts";
import { Unproven } from "./proven/unproven.ts";
import { stepExporter } from "./step_exporter.ts";
import { type IdentifiedBody, identifyBodies } from "./step_identity.ts";
import { agreeOnPlaces } from "./step_places.ts";
import { noBodies, precheckStep } from "./step_precheck.ts";
import { stepProducts } from "./step_assembly.ts";
import type { StepScan } from "./text/step_scan.ts";
import { stepStyles } from "./step_styles.ts";
import { fileUnitLength, fileUnits } from "./step_units.ts";

/**
 * Reads a STEP file: by itself where it can prove that it does so right, else through the kernel,
 * which translates the shapes. The file's text says the rest: names, products, colours and the
 * entity numbers of faces.
 *
 * Beside what {@linkcode precheckStep} and {@linkcode ShapeKernel.readStep} throw, `MixedUnits`
 * where the file's own unit is asked for, and it has several, and `PlacementConflict` where text
 * and kernel disagree on where a body stands, `NotProven` where the kernel may not be asked.
 */
export async function readStep(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadingContext,
): Promise<ReadModel> {
  const start = performance.now();
  const scan = precheckStep(unpackFile(bytes, MalformedStep));
  const { text } = scan;
  const wanted = context.options.nameEncoding;
  const encoding = wanted === "auto" ? nameEncoding(text) : wanted;
  // In a file of Windows-1252 a single string may be UTF-8 all the same.
  const decoding = wanted === "auto" && encoding === "windows-1252" ? null : encoding;
  const entities = new StepEntities(text, scan.index, decoding);
  const unit = context.options.units === "mm" ? null : fileUnitLength(entities);
  const length = unit?.length ?? 1;
  const names = stepFaceNames(entities);
  const [products, styles] = [stepProducts(entities), stepStyles(entities)];
  const scanned = performance.now();

  const { options } = context;
  const exporter = stepExporter(scan.header);
  const asked = options.reader !== "kernel" && options.tolerance === "file";
  const isLeft = options.reader === "auto" && options.kernelExporters.includes(exporter);
  const faults = new Set<string>();
  const kernelErrs = (what: string) => faults.add(what);
  const own = !asked
    ? null
    : isLeft
    ? new Unproven("files of its exporter are left to the kernel")
    : tryToRead({ scan, entities, products, names, unit: length, kernelErrs });
  if (own instanceof Unproven && options.reader === "typescript") {
    throw notProven(own, scan, context.path);
  }
  const proven = performance.now();
  const common = {
    units: unit?.name ?? "mm",
    ...(encoding === null ? {} : { nameEncoding: encoding }),
  };
  const finish = (
    identified: readonly IdentifiedBody[],
  ): Pick<ReadModel, "bodies" | "assembly"> => ({
    bodies: identified.map(({ body }) => withFileNumbers(body, scan.numbers)),
    assembly: () => {
      const tree = assemblyTree(products, identified, styles, length);
      return nodeWithFileNumbers(tree, scan.numbers);
    },
  });
  if (own !== null && !(own instanceof Unproven)) {
    return {
      ...finish(identifyBodies(own, entities, products, styles)),
      provenance: {
        kernel: "none",
        kernelVersion: "none",
        reader: "step-typescript",
        fileUnits: fileUnits(entities),
        ...common,
        ...(faults.size === 0 ? {} : { kernelFault: [...faults].join(", ") }),
      },
      exporter,
      timings: { read: scanned - start, kernel: 0, parse: performance.now() - scanned },
    };
  }

  const explained = (error: unknown) => kernelFault(error, entities, scan, context.path);
  const dump = await askKernel(scan, length, context).catch((error) => {
    throw explained(error);
  });
  const dumped = performance.now();

  const tree = await parsed(dump.brep, explained);
  const distinct = bodiesOf(tree, dump.faceIds, names).map(withDistinctPlaces);
  if (distinct.length === 0) throw noBodies(scan, tree);
  const identified = agreeOnPlaces(
    products,
    identifyBodies(distinct, entities, products, styles),
    length,
  );
  return {
    ...finish(identified),
    provenance: {
      kernel: context.kernel.name,
      kernelVersion: context.kernel.version,
      reader: "step-occt-wasm",
      fileUnits: dump.fileUnits,
      ...common,
      ...(own === null ? {} : { unproven: own.reason }),
    },
    exporter,
    timings: {
      read: proven - start,
      kernel: dumped - proven,
      parse: performance.now() - dumped,
    },
  };
}

/** The bodies, or what cannot be proven of them. */
function tryToRead(file: StepFile): Body[] | Unproven {
  try {
    return readBodies(file).map(withDistinctPlaces);
  } catch (error) {
    if (error instanceof Unproven) return error;
    throw error;
  }
}

function notProven({ reason, entity, message }: Unproven, { numbers }: StepScan, file: string) {
  const number = entity === null ? null : numbers.get(entity) ?? entity;
  return new NotProven(
    "Cannot read the file without the kernel: it must be proven that bodies are read right, and " +
      `is not: ${message}. Let the kernel read it, with reader: "auto" (--reader auto).`,
    { data: { file, reason, entity: number === null ? null : Number(number) } },
  );
}

async function parsed(
  brep: Uint8Array,
  explained: (error: unknown) => unknown,
): Promise<ShapeTree> {
  // Most files never go to a kernel.
  const { parseBrepText } = await import("../brep/brep_text.ts");
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
