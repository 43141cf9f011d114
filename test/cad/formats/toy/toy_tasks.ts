/** Tasks that encode toys beside STEP; workers import this module, and with it the format. */
import "./toy_format.ts";
import { BrepEncoder } from "../../../../src/cad/encode/brep_encoder.ts";
import { flowtask } from "../../../../src/pipeline/tasks/flowtask.ts";

export const encodeToy = flowtask.transform(
  {
    name: "encode_toy",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    module: import.meta.url,
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    for (const body of model.bodies) {
      new BrepEncoder(body.brep, storage.body(body)).pushFaceAttributes();
    }
    return storage.getFilePath();
  },
);
