/**
 * Reads a damaged file the way a flow does, and looks at what comes out.
 *
 * @module
 */
import type { Brep } from "../../src/cad/brep.ts";
import { BrepEncoder } from "../../src/cad/encode/brep_encoder.ts";
import { CadError } from "../../src/cad/errors.ts";
import { BodyGeometry } from "../../src/cad/features/bodies/body_geometry.ts";
import { FeatureError } from "../../src/cad/features/feature_error.ts";
import { findReader } from "../../src/cad/formats/find_reader.ts";
import type { ShapeKernel } from "../../src/cad/formats/shape_kernel.ts";
import type { ReadingOptions } from "../../src/cad/loader_options.ts";
import type { ProfileName } from "../../src/cad/profiles/profile.ts";

/** What a damaged file came to. */
export interface MutantOutcome {
  /** `"row"`, or the class of the error. */
  readonly outcome: string;
  /** How many faces were measured. */
  readonly faces: number;
  /** What must not be: nonsense among the numbers, or an error without a class of its own. */
  readonly faults: readonly string[];
}

/** How damaged files are read. */
export interface MutantOptions {
  readonly kernel: ShapeKernel;
  /** Milliseconds that the kernel may take. */
  readonly deadline: number;
  readonly reader: ReadingOptions["reader"];
  readonly profile: ProfileName;
}

/** Reads a file, called by what it was before it was damaged. */
export async function readMutant(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  { kernel, deadline, reader, profile }: MutantOptions,
): Promise<MutantOutcome> {
  let faces = 0;
  const faults: string[] = [];
  try {
    const { bodies, assembly } = await findReader(name, bytes).read(bytes, {
      path: name,
      kernel,
      options: {
        units: "mm",
        nameEncoding: "auto",
        tolerance: "file",
        reader,
        deadline,
        heal: "reader",
        onBadFace: "refuse",
        kernelExporters: [],
      },
    });
    assembly?.();
    if (bodies.length === 0) faults.push("no bodies");
    for (const { brep } of bodies) {
      const geometry = BodyGeometry.of(brep);
      for (let face = 0; face < brep.faces.length; face++) {
        geometry.area(face);
        faces++;
      }
      const encoder = new BrepEncoder(brep);
      const arrays = { ...encoder.pushProfile(profile), ...encoder.pushBodyAttributes() };
      faults.push(...nonsenseOf(arrays, brep, geometry));
    }
    return { outcome: "row", faces, faults };
  } catch (error) {
    const { name: outcome, stack } = error as Error;
    const isTold = error instanceof CadError || error instanceof FeatureError;
    if (!isTold) faults.push(`an error without a class: ${stack}`);
    return { outcome, faces, faults };
  }
}

type Arrays = Readonly<Record<string, { readonly data: ArrayLike<number | bigint> } | undefined>>;

/** Numbers that cannot be. */
function nonsenseOf(arrays: Arrays, brep: Brep, geometry: BodyGeometry): string[] {
  const found: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) found.push(what);
  };
  for (const [key, array] of Object.entries(arrays)) {
    const bad = Array.from(array!.data).find((value) => !Number.isFinite(Number(value)));
    must(bad === undefined, `${key} has ${bad}`);
  }
  const values = (key: string) => Array.from(arrays[key]?.data ?? [], Number);
  const { low, high } = geometry.box, { diagonal } = geometry;
  const box = [0, 1, 2].reduce((volume, k) => volume * (high[k] - low[k]), 1);
  const slack = 1 + 1e-6;
  for (const key of ["edges/edge_lengths", "faces/face_areas", "solids/solid_volumes"]) {
    for (const value of values(key)) must(value >= 0, `${key} has ${value}`);
  }
  for (const value of values("solids/solid_volumes")) {
    must(value <= box * slack, `a volume of ${value} in a box of ${box}`);
  }
  brep.faces.forEach(({ surface }, face) => {
    const { area } = geometry.area(face);
    // A flat face lies in a disc as wide as the box is long.
    if (surface.kind !== "plane") return;
    const most = Math.PI * diagonal ** 2 / 4;
    must(area <= most * slack, `face ${face} is flat, and ${area} large in a box of ${most}`);
  });
  values("edges/edge_lengths").forEach((length, i) => {
    if (brep.edges[i]?.curve?.kind !== "line") return;
    must(length <= diagonal * slack, `edge ${i} is straight, and ${length} of ${diagonal} long`);
  });
  return found;
}
