/**
 * What a viewer shows of a model: its bodies as triangles, and what is known of each face.
 *
 * @module
 */
import type { Body } from "../brep.ts";
import { BrepEncoder } from "../encode/brep_encoder.ts";
import { meshBody } from "../mesh/mesh_body.ts";
import type { MeshOptions } from "../mesh/mesh_options.ts";
import { seamEdges } from "../render/seam_edges.ts";
import { packBody } from "./viewer_bytes.ts";
import type { ViewerBody, ViewerColumn } from "./viewer_data.ts";

/** Bodies in a form that a page takes. */
export interface ViewedModel {
  readonly bodies: readonly ViewerBody[];
  /** Their bytes, one after the other. */
  readonly bytes: Uint8Array;
  /** Faces that could not be meshed. */
  readonly skipped: number;
  readonly triangles: number;
}

/** Meshes bodies and packs them. */
export function viewBodies(bodies: readonly Body[], options: MeshOptions): ViewedModel {
  const told: ViewerBody[] = [], parts: Uint8Array[] = [];
  let skipped = 0, triangles = 0;
  for (const { brep, name, instances } of bodies) {
    const mesh = meshBody(brep, options);
    skipped += mesh.skipped.length;
    triangles += mesh.triangleFaces.length;
    const { counts, bytes } = packBody(mesh, brep.faces.length, seamEdges(brep));
    const places = instances.map(({ transform }) => transform === null ? null : [...transform]);
    told.push({ name, ...counts, places });
    parts.push(bytes);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bodies: told, bytes, skipped, triangles };
}

/** What is known of the faces of bodies: kind, area, loops, the file's number, name and colour. */
export function faceColumns(bodies: readonly Body[], unit: string): ViewerColumn[] {
  const faces = bodies.flatMap(({ brep }) => brep.faces);
  const areas = bodies.flatMap(({ brep }) => {
    // One bad face is no reason not to look at the others, or at itself.
    const arrays = new BrepEncoder(brep, undefined, { onBadFace: "keep" }).pushFaceAttributes();
    return Array.from(arrays["faces/face_areas"].data, Number);
  });
  const columns: ViewerColumn[] = [
    { name: "kind", values: faces.map(({ surface }) => surface.kind) },
    {
      name: "area",
      values: areas.map((area) => Number.isFinite(area) ? area : null),
      unit: unit === "" ? "" : `${unit}²`,
    },
    {
      name: "id in the file",
      values: faces.map(({ entityId, entityNumber }) =>
        entityNumber !== undefined ? `#${entityNumber}` : entityId === null ? null : `#${entityId}`
      ),
    },
    { name: "name", values: faces.map(({ name }) => name === "" ? null : name) },
    {
      name: "colour",
      values: faces.map(({ colour }) =>
        colour ? hexColour([colour.red, colour.green, colour.blue].map((part) => 255 * part)) : null
      ),
    },
  ];
  return columns.filter(({ values }) => values.some((value) => value !== null));
}

/** Red, green and blue, 0 to 255, as `#rrggbb`. */
export function hexColour(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
