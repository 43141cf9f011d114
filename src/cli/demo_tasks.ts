/**
 * The tasks of the demo: what a task module looks like. In a module of your own, the imports
 * below are one: `import { BrepEncoder, flowtask, SchemaBuilder } from "trunnion"`.
 *
 * @module
 */
import { BrepEncoder } from "../cad/encode/brep_encoder.ts";
import { FEATURE_CLASSES } from "../cad/samples/feature_classes.ts";
import { FAMILIES, type PartLabels } from "../cad/samples/part_labels.ts";
import { flowtask } from "../pipeline/tasks/flowtask.ts";
import { SchemaBuilder } from "../storage/schema/schema_builder.ts";

const builder = new SchemaBuilder({ domain: "sample_parts", version: "1.0" });
builder.createGroup("labels", "body", "labels of a body")
  .createArray("family_id", ["body"], "int32", "family of the part", { codes: codes(FAMILIES) });
builder.createGroup("face_labels", "face", "labels of a face")
  .createArray("feature_id", ["face"], "int32", "machining feature of the face", {
    missing: -1,
    codes: codes(FEATURE_CLASSES),
  });
builder.defineCategoricalMetadata("family", "string", "family of the part in words");

/** What the demo's files may hold beside what the encoder writes. */
const schema = builder.build();

/**
 * Encodes a sample part with the labels that lie beside it: its family, and the machining feature
 * of each face, found by the face's entity number in the STEP file.
 */
export const encodeLabelled = flowtask.transform(
  {
    name: "encode_labelled_parts",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
    schema,
    module: import.meta.url,
  },
  async (file, loader, storage) => {
    const labels = await readLabels(file);
    const features = new Map(labels.faces.map((face) => [face.id, face.feature_id]));
    const model = await loader.createFromFile(file);
    for (const body of model.bodies) {
      const store = storage.body(body);
      const encoder = new BrepEncoder(body.brep, store);
      encoder.pushFaceAttributes();
      encoder.pushFaceGrid(10, 10);
      encoder.pushEdgeAttributes();
      encoder.pushCurveGrid(10);
      encoder.pushFaceAdjacencyGraph();
      store.saveData("labels/family_id", labels.family_id);
      store.saveData(
        "face_labels/feature_id",
        body.brep.faces.map(({ entityId }) => features.get(entityId ?? -1) ?? -1),
      );
    }
    storage.saveMetadata("family", labels.family);
    return storage.getFilePath();
  },
);

/** The codes of classes are their positions. */
function codes(classes: readonly string[]): Record<string, number> {
  return Object.fromEntries(classes.map((name, code) => [name, code]));
}

async function readLabels(file: string): Promise<PartLabels> {
  return JSON.parse(await Deno.readTextFile(file.replace(/\.step$/i, ".labels.json")));
}
