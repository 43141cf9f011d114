import { closedManifoldMisfit } from "./closed_manifold.ts";
import type { Profile } from "./profile.ts";
import { pushUnitFeatures } from "./unit_features.ts";

/**
 * The inputs of BRepNet (Lambourne et al., CVPR 2021), in the frame in which the body just fits
 * into [-1, 1]^3: types and areas of faces, types, lengths and convexities of edges, grids of
 * faces and coedges, the coedges' own frames, and how they follow each other. The exporter puts
 * features in the published order, and standardises none: the model's code does, by the means and
 * deviations that the exporter writes.
 */
export const brepnet: Profile = {
  name: "brepnet",
  version: 1,
  description: "BRepNet: coedges with grids and frames, face grids 7 x 10 x 10, in [-1, 1]^3",
  requires: closedManifoldMisfit,
  push(encoder) {
    pushUnitFeatures(encoder);
    encoder.pushInsideGrid(10, 10);
    encoder.pushCoedgeGrids(10);
    encoder.pushCoedgeFrames();
  },
};
