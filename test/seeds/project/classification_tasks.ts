// The complete example of the Flow documentation, its lines 816 to 911.
import { BrepEncoder, FAMILIES, flowtask, gatherFiles, SchemaBuilder } from "trunnion";

const builder = new SchemaBuilder({ domain: "Part_Classification", version: "1.0" });
const faces = builder.createGroup("faces", "face", "Face-level geometric data");
faces.createArray("face_areas", ["face"], "float32", "Face surface areas");
faces.createArray("face_types", ["face"], "int32", "Face type codes");
const labels = builder.createGroup("labels", "part", "Part classification labels");
labels.createArray("part_category", ["part"], "int32", "Part category (0-9)");
labels.createArray("complexity_score", ["part"], "float32", "Complexity rating");
builder.defineFileMetadata("processing_time", "float32", "Encoding duration in seconds");
builder.defineCategoricalMetadata("category_name", "str", "Human-readable category");
export const cadSchema = builder.build();

export const gatherParts = flowtask.extract(
  { name: "gather_part_files", inputs: ["cad_datasources"], outputs: ["cad_dataset"] },
  async (source: string) => {
    const files = await gatherFiles({ path: source, glob: "**/*.st*p" });
    console.log(`Found ${files.length} CAD files`);
    return files;
  },
);

export const encodePart = flowtask.transform(
  {
    name: "encode_part_features",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
  },
  async (file, loader, storage) => {
    const start = performance.now();
    const model = await loader.createFromFile(file);
    storage.setSchema(cadSchema);
    const encoder = new BrepEncoder(model.getBrep(), storage);
    encoder.pushFaceIndices();
    encoder.pushFaceAttributes();
    const category = FAMILIES.findIndex((name) => file.includes(name));
    storage.saveData("labels/part_category", [category]);
    storage.saveData("labels/complexity_score", [model.getFaceCount() / 10]);
    storage.saveMetadata("processing_time", (performance.now() - start) / 1000);
    storage.saveMetadata("category_name", FAMILIES[category]);
    storage.saveMetadata("Item", file);
    storage.compressStore();
    return storage.getFilePath("");
  },
);
