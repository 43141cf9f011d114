// The task modules and patterns of the Flow documentation; the numbers are its lines.
import {
  BrepEncoder,
  createStorage,
  flowtask,
  gatherFiles,
  ParallelTask,
  SchemaBuilder,
  setLicense,
  type StorageProvider,
} from "trunnion";

// 665: the licence and the schema at the top level of the module, for workers
const licenseKey = Deno.env.get("HOOPS_AI_LICENSE");
if (licenseKey) setLicense(licenseKey, { validate: false });
const builder = new SchemaBuilder({ domain: "Manufacturing_Analysis", version: "1.0" });
const machining = builder.createGroup("machining", "part", "Manufacturing data");
machining.createArray("machining_category", ["part"], "int32", "Category");
machining.createArray("material_type", ["part"], "int32", "Material");
export const cadSchema = builder.build();

// 175, 555: one source a call
export const gatherFilesTask = flowtask.extract(
  { name: "gather_cad_files", inputs: ["cad_datasources"], outputs: ["cad_dataset"] },
  (source: string) => gatherFiles({ path: source, glob: "**/*.step" }),
);

// 602: all sources in one call
export const gatherMultiSource = flowtask.extract(
  {
    name: "gather_from_multiple_sources",
    inputs: ["cad_datasources"],
    outputs: ["cad_dataset"],
    parallelExecution: false,
  },
  async (sources: string[]) => {
    const all: string[] = [];
    for (const source of sources) {
      all.push(...await gatherFiles({ path: source, glob: "**/*.st*p" }));
    }
    return all;
  },
);

// 206, 665, 1309: one sample a file, by the whole file's B-Rep
export const encodeManufacturingData = flowtask.transform(
  {
    name: "encode_manufacturing_data",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    storage.setSchema(cadSchema);
    const encoder = new BrepEncoder(model.getBrep(), storage);
    encoder.pushFaceIndices();
    encoder.pushFaceAttributes();
    storage.saveData("machining/machining_category", [1]);
    storage.saveData("machining/material_type", [2]);
    storage.compressStore();
    return storage.getFilePath("");
  },
);

// 568: metadata of one's own
export const encodeBrep = flowtask.transform(
  {
    name: "encode_brep_features",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    const encoder = new BrepEncoder(model.getBrep(), storage);
    encoder.pushFaceIndices();
    encoder.pushFaceAttributes();
    encoder.pushEdgeAttributes();
    storage.saveMetadata("processing_date", new Date(0).toISOString());
    storage.saveMetadata("encoder_version", "1.2.3");
    storage.compressStore();
    return storage.getFilePath("");
  },
);

// 619: null skips a file
export const encodeSelective = flowtask.transform(
  {
    name: "selective_encoding",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded_path"],
  },
  async (file, loader, storage) => {
    const model = await loader.createFromFile(file);
    if (model.getFaceCount() < 10) return null;
    new BrepEncoder(model.getBrep(), storage).pushFaceAttributes();
    storage.compressStore();
    return storage.getFilePath("");
  },
);

// 254: after the files, in the main process
export const computeStats = flowtask.custom(
  {
    name: "calculate_statistics",
    inputs: ["encoded_files"],
    outputs: ["stats_summary"],
    parallelExecution: false,
  },
  (files: unknown) => ({
    file_count: (files as string[]).length,
    total_size: (files as string[]).reduce((sum, path) => sum + Deno.statSync(path).size, 0),
  }),
);

// 1181: a condition that stops a flow
export const checkFileCount = flowtask.custom(
  { name: "check_file_count", inputs: ["cad_dataset"], outputs: ["cad_dataset"] },
  (files: unknown) => {
    const { length } = files as string[];
    if (length < 100) throw new RangeError(`Insufficient files: ${length} < 100`);
    return files;
  },
);

// 1067, 1084: storages of one's own, as a module exports them
export const jsonProvider: StorageProvider = {
  createStorage: (path) => createStorage("json", path),
};

// 1251: what the schema does not know is refused
export const encodeWrongKey = flowtask.transform(
  { name: "wrong_key", inputs: ["cad_file", "storage"], outputs: ["encoded_path"] },
  (_file, storage) => {
    storage.setSchema(cadSchema);
    storage.saveData("random/key", [1]);
    return storage.getFilePath("");
  },
);

// 467, 1220: errors are caught for each item
export const encodeFailing = flowtask.transform(
  { name: "failing", inputs: ["cad_file"], outputs: ["encoded_path"] },
  (file) => {
    if (file.includes("0001")) throw new Error("Failed to load CAD model: Invalid STEP format");
    return file;
  },
);

// 1117: a task class with an end of its own
export class CustomEncodingTask extends ParallelTask {
  static override readonly kind = "transform";
  static override readonly taskName = "custom_encoding";
  static override readonly module = import.meta.url;
  static override readonly inputs = ["cad_file"];
  static override readonly outputs = ["encoded_path"];
  static report = "";

  processItem(file: string): string {
    if (file.includes("0001")) throw new RangeError("out of memory");
    return file;
  }

  override finalize(): void {
    super.finalize();
    CustomEncodingTask.report = this.generateHtmlErrorReport();
  }
}
