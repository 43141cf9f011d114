/**
 * What native OpenCascade says of products, colours and names: `README.md` says how it was got,
 * `pack_identity.ts` writes it.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Where the values are. */
export const IDENTITIES = new URL("./identities.json.gz", import.meta.url);

/** Red, green and blue, to four places. */
export type NativeColour = readonly [number, number, number] | null;

/** A product where it stands. */
export interface NativeNode {
  readonly name: string;
  /** Null at the root, as are the transform and the colour. */
  readonly occurrence: string | null;
  /** The three rows of the matrix, row by row, in millimetres. */
  readonly transform: readonly number[] | null;
  /** The colour that this occurrence has of its own. */
  readonly colour: NativeColour;
  readonly shapes: readonly {
    readonly kind: "solid" | "shell";
    readonly faces: number;
    readonly colour: NativeColour;
    /** The colours that faces have of their own; null where none has one. */
    readonly faceColours: readonly NativeColour[] | null;
  }[];
  readonly children: readonly NativeNode[];
}

/** All stored values. */
export interface Identities {
  readonly by: string;
  /** The products of each file, `smoke/NAME` and `hard/NAME`. */
  readonly products: Readonly<Record<string, readonly NativeNode[]>>;
  /** The names of each file's faces in native order, `labelled/SET/NAME`. */
  readonly faceNames: Readonly<Record<string, readonly (string | null)[]>>;
}

/** Reads the stored values. */
export function readIdentities(): Identities {
  return JSON.parse(gunzipSync(readFileSync(IDENTITIES)).toString());
}
