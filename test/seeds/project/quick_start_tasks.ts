// The task module of the quick reference, its lines 15 to 41, and its patterns.
import { BrepEncoder, flowtask, gatherFiles, SchemaBuilder, setLicense } from "trunnion";

setLicense(Deno.env.get("HOOPS_AI_LICENSE"), { validate: false });

const builder = new SchemaBuilder({ domain: "CAD_analysis", version: "1.0" });
const group = builder.createGroup("faces", "face", "Face data");
group.createArray("areas", ["face"], "float32", "Face areas");
export const cadSchema = builder.build();

// 28, 196: a list of sources
export const gatherFilesTask = flowtask.extract(
  { name: "gather", inputs: ["sources"], outputs: ["files"], parallelExecution: false },
  async (sources: string[]) =>
    (await Promise.all(sources.map((path) => gatherFiles({ path, glob: "**/*.step" })))).flat(),
);

// 34, 82, 181
export const encodeData = flowtask.transform(
  { name: "encode", inputs: ["cad_file", "cad_loader", "storage"], outputs: ["encoded"] },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    storage.setSchema(cadSchema);
    const brep = model.getBrep();
    new BrepEncoder(brep, storage).pushFaceAttributes();
    storage.saveData("faces/areas", new Float32Array(brep.faces.length));
    storage.saveMetadata("face_count", model.getFaceCount());
    storage.compressStore();
    return storage.getFilePath("");
  },
);

// 100
export const aggregateResults = flowtask.custom(
  { name: "aggregate", inputs: ["encoded_files"], outputs: ["summary"], parallelExecution: false },
  (encodedFiles: unknown) => ({ summary: (encodedFiles as string[]).length }),
);
