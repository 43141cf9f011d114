/** The task that makes the dataset of the tests: all arrays that verify knows of. */
import { basename } from "node:path";
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";

export const encodeParts = flowtask.transform(
  {
    name: "encode_parts",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    module: import.meta.url,
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    storage.saveMetadata("half", Number(basename(file).slice(5, 9)) % 2 === 0 ? "even" : "odd");
    for (const body of model.bodies) {
      const sample = storage.body(body);
      const encoder = new BrepEncoder(body.brep, sample);
      encoder.pushFaceIndices();
      encoder.pushFaceIds();
      encoder.pushFaceAttributes();
      encoder.pushFaceGrid(5, 4);
      encoder.pushFaceNeighborsCount();
      encoder.pushFaceDiscretization(3);
      encoder.pushEdgeIndices();
      encoder.pushEdgeAttributes();
      encoder.pushCurveGrid(6);
      encoder.pushFaceAdjacencyGraph();
      encoder.pushFaceShapes();
      encoder.pushEdgeShapes();
      encoder.pushVertices();
      encoder.pushCoedges();
      encoder.pushDirectedGraph();
      encoder.pushBodyAttributes();
      encoder.pushExtendedAdjacency();
      encoder.pushFacePairEdgesPath(4);
      encoder.pushAverageFacePairDistanceHistograms(3, 8);
    }
    return storage.getFilePath();
  },
);
