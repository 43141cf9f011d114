/**
 * Tasks that count the holes of parts: what the workers of `2_task_modules.ipynb` import.
 *
 * @module
 */
import { BrepEncoder, BrepQueries, flowtask, gatherFiles, SchemaBuilder } from "trunnion";

// The schema says what the dataset will hold, before the first file is opened.
const builder = new SchemaBuilder({ domain: "drilled_parts", version: "1.0" });
builder.createGroup("labels", "body", "What is counted on each body")
  .createArray("hole_count", ["body"], "int32", "Round holes")
  .createArray("widest_hole", ["body"], "float32", "Diameter of the widest hole, 0 without one");
builder.defineCategoricalMetadata("size_class", "string", "small, middle or large");
export const schema = builder.build();

/** Finds the STEP files of a folder. */
export const gatherParts = flowtask.extract(
  { name: "gather_parts", inputs: ["sources"], outputs: ["files"] },
  (source: string) => gatherFiles({ path: source, glob: "**/*.step" }),
);

/** Encodes a part and counts its holes. Gears are left out. */
export const countHoles = flowtask.transform(
  {
    name: "count_holes",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    schema,
  },
  async (file, loader, storage) => {
    if (file.includes("gear")) return null; // null means: skipped, on purpose
    const { bodies } = await loader.createFromFile(file);
    if (bodies.some(({ brep }) => brep.faces.length > 60)) {
      throw new Error("More than 60 faces: is this still one part?");
    }
    for (const body of bodies) {
      const sample = storage.body(body);
      const encoder = new BrepEncoder(body.brep, sample);
      encoder.pushFaceAttributes();
      encoder.pushEdgeAttributes();
      encoder.pushFaceAdjacencyGraph();
      const holes = new BrepQueries(body.brep).getHoles();
      sample.saveData("labels/hole_count", holes.length);
      sample.saveData("labels/widest_hole", 2 * Math.max(0, ...holes.map(({ radius }) => radius)));
    }
    const faces = bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0);
    storage.saveMetadata("size_class", faces < 15 ? "small" : faces < 40 ? "middle" : "large");
    console.log(`${faces} faces`); // a worker's console: it is shown in the cell that started it
    return storage.getFilePath();
  },
);
