/**
 * Tasks that give each face its machining feature: what the workers of
 * `3_machining_features.ipynb` import.
 *
 * @module
 */
import {
  BrepEncoder,
  FEATURE_CLASSES,
  flowtask,
  gatherFiles,
  labelsByEntityId,
  type PartLabels,
  SchemaBuilder,
} from "trunnion";

const builder = new SchemaBuilder({ domain: "machining", version: "1.0" });
builder.createGroup("face_labels", "face", "What each face is")
  .createArray("feature", ["face"], "int32", FEATURE_CLASSES.join(", "));
builder.defineCategoricalMetadata("family", "string", "The family of the part");
export const schema = builder.build();

/** Finds the STEP files of a folder. */
export const gatherCatalogue = flowtask.extract(
  { name: "gather_catalogue", inputs: ["sources"], outputs: ["files"] },
  (source: string) => gatherFiles({ path: source, glob: "**/*.step" }),
);

/** Encodes all sizes of a part, with the label of each face. */
export const encodeFeatures = flowtask.transform(
  {
    name: "encode_features",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    schema,
  },
  async (file, loader, storage) => {
    const text = await Deno.readTextFile(file.replace(/\.step$/, ".labels.json"));
    const { family, faces } = JSON.parse(text) as PartLabels;
    const model = await loader.createFromFile(file);
    // By the numbers that faces have in the file, never by their order: see the notebook.
    const labels = labelsByEntityId(model, {
      ids: faces.map(({ id }) => id),
      labels: faces.map(({ feature_id }) => feature_id),
    });
    for (const body of model.bodies) {
      const sample = storage.body(body);
      const encoder = new BrepEncoder(body.brep, sample);
      encoder.pushFaceIndices();
      encoder.pushFaceAttributes();
      encoder.pushFaceNeighborsCount();
      encoder.pushEdgeAttributes();
      encoder.pushFaceAdjacencyGraph();
      encoder.pushFingerprint();
      sample.saveData("face_labels/feature", labels.of(body));
    }
    storage.saveMetadata("family", family);
    return storage.getFilePath();
  },
);
