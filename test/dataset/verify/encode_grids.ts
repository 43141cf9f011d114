/** A task whose grids are not made by the defaults. */
import { BrepEncoder } from "../../../src/cad/encode/brep_encoder.ts";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";

export const encodeGrids = flowtask.transform(
  {
    name: "encode_grids",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    module: import.meta.url,
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    for (const body of model.bodies) {
      const encoder = new BrepEncoder(body.brep, storage.body(body));
      encoder.pushFaceGrid(4, 4, { bounds: "occwl", origin: "body" });
      encoder.pushCurveGrid(4, { origin: "body" });
      encoder.pushBodyAttributes();
    }
    return storage.getFilePath();
  },
);
