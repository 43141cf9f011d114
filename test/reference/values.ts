/**
 * The stored values of native OpenCascade, and how they are packed: `README.md` says how they were
 * got, `pack.ts` writes them.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Where the values are. */
export const VALUES = new URL("./values.json.gz", import.meta.url);

/**
 * One body as native OpenCascade sees it: columns with a value a face, columns with one an edge.
 */
export interface ReferenceBody {
  readonly kind: string;
  readonly faces: {
    /** Index into {@linkcode Reference.faceTypes}. */
    readonly type: readonly number[];
    /** 10 significant digits; null where native could not tell. */
    readonly area: readonly (number | null)[];
    readonly loops: readonly number[];
    /** Three numbers a face, rounded to 1e-9 of the body's size or finer. */
    readonly centroid: readonly (number | null)[];
  };
  readonly edges: {
    /** Index into {@linkcode Reference.edgeTypes}; -1 for an edge without length. */
    readonly type: readonly number[];
    /** 10 significant digits. */
    readonly length: readonly number[];
    /** By the dataset's codes: 0 none, 1 convex, 2 concave, 3 smooth. */
    readonly convexity: readonly number[];
    /** Radians, rounded to 1e-9; null where there is none. */
    readonly dihedral: readonly (number | null)[];
    /** The faces that use the edge, each once. */
    readonly faces: readonly (readonly number[])[];
    /** How many coedges the edge has. */
    readonly uses: readonly number[];
  };
}

/** One file. */
export interface ReferenceFile {
  /** SHA-256 of the STEP file. */
  readonly hash: string;
  readonly bodies: readonly ReferenceBody[];
}

/** All stored values. */
export interface Reference {
  readonly by: string;
  /** How `samples()` makes the sample parts. */
  readonly samples: { readonly seed: number; readonly count: number };
  readonly faceTypes: readonly string[];
  readonly edgeTypes: readonly string[];
  /** By `smoke/NAME`, `labelled/SET/NAME` and `samples/NAME`. */
  readonly files: Readonly<Record<string, ReferenceFile>>;
}

/** Reads the stored values. */
export function readReference(): Reference {
  return JSON.parse(gunzipSync(readFileSync(VALUES)).toString());
}
