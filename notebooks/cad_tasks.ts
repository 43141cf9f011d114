/**
 * Tasks for part classification: what the workers of `classify_parts.ts` import.
 *
 * @module
 */
import { BrepEncoder, flowtask, gatherFiles, SchemaBuilder } from "trunnion";

const builder = new SchemaBuilder({ domain: "Part_Classification", version: "1.0" });
builder.createGroup("labels", "body", "Part classification labels")
  .createArray("part_category", ["body"], "int32", "Part category (0-9)")
  .createArray("complexity_score", ["body"], "float32", "Faces by face type");
builder.defineFileMetadata("processing_time", "float32", "Encoding duration in seconds");
builder.defineCategoricalMetadata("category_name", "string", "Human-readable category");
export const schema = builder.build();

/** Gathers the STEP files of a folder. */
export const gatherParts = flowtask.extract(
  { name: "gather_part_files", inputs: ["cad_datasources"], outputs: ["cad_dataset"] },
  (source: string) => gatherFiles({ path: source, glob: "**/*.st*p" }),
);

/** Encodes a part, with the family that its sidecar file gives as its category. */
export const encodePart = flowtask.transform(
  {
    name: "encode_part_features",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
    schema,
  },
  async (file, loader, storage) => {
    const start = performance.now();
    const labels = JSON.parse(await Deno.readTextFile(file.replace(/\.step$/, ".labels.json")));

    const model = await loader.createFromFile(file);
    for (const body of model.bodies) {
      const sample = storage.body(body);
      const encoder = new BrepEncoder(body.brep, sample);
      encoder.pushFaceIndices();
      encoder.pushFaceAttributes();
      encoder.pushEdgeAttributes();
      encoder.pushFaceAdjacencyGraph();
      const kinds = new Set(body.brep.faces.map((face) => face.surface.kind));
      sample.saveData("labels/part_category", labels.family_id);
      sample.saveData("labels/complexity_score", body.brep.faces.length / kinds.size);
    }

    storage.saveMetadata("processing_time", (performance.now() - start) / 1000);
    storage.saveMetadata("category_name", labels.family);
    storage.compressStore();
    return storage.getFilePath();
  },
);
