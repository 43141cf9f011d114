import type { Profile } from "./profile.ts";

/**
 * The inputs of UV-Net (Jayaraman et al., CVPR 2021): grids of 10 x 10 points with normals and mask
 * on faces, over the boxes of parameters that it takes them from (those of occwl), of 10 points
 * with tangents on edges, and the graph with an arc each way. Coedges say which way an edge runs
 * around a face, as the grids of its arcs do. Coordinates are those of the body: centring and
 * scaling are left to the training, as published.
 */
export const uvnet: Profile = {
  name: "uvnet",
  version: 3,
  description: "UV-Net: face grids 10 x 10 x 7, edge grids 10 x 6, arcs both ways",
  push(encoder) {
    encoder.pushFaceIds();
    encoder.pushFaceGrid(10, 10, { bounds: "occwl" });
    encoder.pushCurveGrid(10);
    encoder.pushDirectedGraph();
    encoder.pushCoedges();
  },
};
