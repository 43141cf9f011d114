/**
 * What a page with a viewer is told: as JSON, beside the bytes of the bodies.
 *
 * @module
 */
import type { ViewName } from "../render/view_frame.ts";

/** A body, whose arrays follow each other in the bytes; `viewer_bytes.ts` says how. */
export interface ViewerBody {
  /** What the file calls it, or null. */
  readonly name: string | null;
  /** Its faces, edges, corners of triangles, triangles, and points of edges. */
  readonly faces: number;
  readonly edges: number;
  readonly vertices: number;
  readonly triangles: number;
  readonly edgePoints: number;
  /** The least corner of its box, and the box's size: positions are shares of it. */
  readonly origin: readonly number[];
  readonly size: readonly number[];
  /** Where it stands: 12 numbers each, three rows of four; null for where it was defined. */
  readonly places: readonly (readonly number[] | null)[];
}

/** A value of each face. */
export interface ViewerColumn {
  readonly name: string;
  /** One a face, over all bodies. */
  readonly values: readonly (number | string | null)[];
  /** What the numbers are in, such as `mm²`. */
  readonly unit?: string;
}

/** How the bodies are shown at first. */
export interface ViewerState {
  readonly view: ViewName;
  readonly edges: boolean;
  /** The column by which faces are coloured; null for none. */
  readonly colourBy: string | null;
  /** Colours that were given to faces, over that: `[face, "#rrggbb"]`. */
  readonly painted: readonly (readonly [face: number, colour: string])[];
  readonly selected: readonly number[];
  /** What groups of faces are called, with their colours. */
  readonly legend: readonly (readonly [name: string, colour: string])[];
}

/** All of it. */
export interface ViewerData {
  readonly title: string;
  /** The unit of lengths. */
  readonly unit: string;
  readonly bodies: readonly ViewerBody[];
  readonly columns: readonly ViewerColumn[];
  /** Faces that could not be meshed. */
  readonly skipped: number;
  readonly state: ViewerState;
  /** The name under which the kernel awaits a comm; null where there is none. */
  readonly target: string | null;
}

/** What the kernel tells the page, and the page the kernel. */
export type ViewerMessage =
  | { readonly kind: "state"; readonly state: ViewerState }
  | { readonly kind: "selected"; readonly faces: readonly number[] };
