/** Pictures of bodies for pages. @module */
import { encodePng } from "../../page/png.ts";
import type { Body } from "../brep.ts";
import { BodyGeometry } from "../features/bodies/body_geometry.ts";
import { FeatureError } from "../features/feature_error.ts";
import { meshGeometry } from "../mesh/mesh_body.ts";
import { renderBody } from "../render/render_body.ts";
import { seamEdges } from "../render/seam_edges.ts";

/** Faces of a body that is drawn without being asked for, and the side of its picture in pixels. */
const [MOST_FACES, SIDE] = [400, 180];

/** A small picture of each body that is drawn at once: one without too many faces. */
export function bodyPictures(
  bodies: readonly Body[],
  geometry?: BodyGeometry,
): { readonly name: string; readonly png: Uint8Array }[] {
  let room = MOST_FACES;
  return bodies.flatMap((body) => {
    room -= body.brep.faces.length;
    if (room < 0) return [];
    try {
      const mesh = meshGeometry(geometry ?? new BodyGeometry(body.brep, "keep"));
      const hiddenEdges = seamEdges(body.brep);
      const png = encodePng(renderBody(mesh, { size: SIDE, hiddenEdges }));
      return [{ name: body.name ?? `body ${body.index}`, png }];
    } catch (error) {
      if (error instanceof FeatureError) return [];
      throw error;
    }
  });
}
