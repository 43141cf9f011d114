/**
 * A small picture of a body.
 *
 * @module
 */
import { encodePng } from "../../page/png.ts";
import type { Brep } from "../brep.ts";
import type { BodyMesh } from "../mesh/body_mesh.ts";
import { meshBody } from "../mesh/mesh_body.ts";
import type { Rgb } from "../render/face_colours.ts";
import { renderBody } from "../render/render_body.ts";
import { seamEdges } from "../render/seam_edges.ts";
import type { PreviewLook } from "./preview_look.ts";

/** What is made of a body, or why not. */
type DrawnPreview =
  | { readonly png: Uint8Array; readonly mesh: BodyMesh }
  | { readonly reason: string };

/** What it may cost, and how faces are coloured. */
interface DrawOptions extends PreviewLook {
  /** Faces that a body may have. */
  readonly mostFaces: number;
  readonly colours?: readonly (Rgb | undefined)[];
}

/** Draws a body as PNG on no background, unless it has too many faces, or nothing to show. */
export function drawPreview(brep: Brep, options: DrawOptions): DrawnPreview {
  const { mostFaces, size, view, colours } = options;
  const count = brep.faces.length;
  if (count > mostFaces) {
    return { reason: `it has ${count} faces, and previews are drawn of up to ${mostFaces}` };
  }
  const mesh = meshBody(brep);
  if (mesh.triangleFaces.length === 0) {
    const [first] = mesh.skipped;
    return {
      reason: first === undefined ? "it has no faces" : `no face can be drawn: ${first.reason}`,
    };
  }
  const pixels = renderBody(mesh, { size, view, colours, hiddenEdges: seamEdges(brep) });
  return { png: encodePng(pixels), mesh };
}
