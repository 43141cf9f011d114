/** What a new project holds, whatever it gets Trunnion from. @module */
import { notebookFile } from "../../../kernel/install/notebook_file.ts";

/** Files by their names. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** The tasks, a script, a notebook and a test. */
export function projectFiles(): ProjectFiles {
  return {
    "cad_tasks.ts": CAD_TASKS,
    "main.ts": MAIN,
    "cad_tasks.test.ts": TEST,
    "explore.ipynb": notebookFile(NOTEBOOK_TITLE, NOTEBOOK_CELLS),
    ".gitignore": "node_modules/\noutput/\nparts/\n.ipynb_checkpoints/\n",
  };
}

/** What the project calls Trunnion. */
const MODULE = "trunnion";

const CAD_TASKS = `// What is done with each CAD file. Every worker imports this module.
import { BrepEncoder, FAMILIES, flowtask, gatherFiles, SchemaBuilder } from "${MODULE}";

const builder = new SchemaBuilder({ domain: "parts", version: "1.0" });
const labels = builder.createGroup("labels", "body", "What a model is to learn");
labels.createArray("family", ["body"], "int32", "Number of the part's family");
builder.defineCategoricalMetadata("family_name", "str", "Name of the part's family");
export const schema = builder.build();

/** The label of a file. Sample parts have it in their names: part_0007_gear.step. */
export function familyOf(file: string): number {
  const family = FAMILIES.findIndex((name) => file.includes(\`_\${name}.\`));
  if (family === -1) throw new RangeError(\`The name '\${file}' says no family\`);
  return family;
}

export const gather = flowtask.extract(
  { name: "gather", inputs: ["sources"], outputs: ["cad_files"] },
  (source: string) => gatherFiles(source),
);

export const encode = flowtask.transform(
  {
    name: "encode",
    inputs: ["cad_file", "cad_loader", "storage"],
    outputs: ["encoded"],
    schema,
  },
  async (file, loader, storage) => {
    const family = familyOf(file);
    const model = await loader.createFromFile(file);
    for (const body of model.bodies) { // a distinct body is a sample
      const sample = storage.body(body);
      const encoder = new BrepEncoder(body.brep, sample);
      encoder.pushFaceAttributes();
      encoder.pushFaceGrid(10, 10);
      encoder.pushFaceAdjacencyGraph();
      sample.saveData("labels/family", family);
      sample.saveMetadata("family_name", FAMILIES[family]);
    }
    return storage.getFilePath();
  },
);
`;

const MAIN = `import { createFlow, openDataset, samples } from "${MODULE}";
import * as tasks from "./cad_tasks.ts";

export const flow = createFlow({ name: "parts", tasks: [tasks.gather, tasks.encode] });

// Not in workers, which import modules too.
if (import.meta.main) {
  await samples("./parts", { count: 12, seed: 1 }); // or put your own STEP files there
  const { summary, flowFile, errors } = await flow.process({ inputs: { sources: ["./parts"] } });
  console.log(\`\${summary.file_count} files, \${errors.length} errors\`);

  using dataset = await openDataset(flowFile);
  console.log(await dataset.tableOfContents());
  console.log(\`\${await dataset.createDistribution({ key: "family_name" })}\`);
}
`;

const TEST = `import assert from "node:assert/strict";
import { createFlow, FAMILIES, openDataset, samples } from "${MODULE}";
import * as tasks from "./cad_tasks.ts";

Deno.test("a file's name says its family", () => {
  assert.equal(FAMILIES[tasks.familyOf("parts/part_0007_gear.step")], "gear");
  assert.throws(() => tasks.familyOf("parts/unknown.step"), RangeError);
});

Deno.test("each part gets its label", async () => {
  const folder = await Deno.makeTempDir();
  await samples(\`\${folder}/parts\`, { count: 2, seed: 1 });
  const flow = createFlow({
    name: "parts",
    tasks: [tasks.gather, tasks.encode],
    flowsOutputDir: folder,
    progress: false,
  });
  const { flowFile, errors } = await flow.process({ inputs: { sources: [\`\${folder}/parts\`] } });
  assert.deepEqual(errors.map(({ message }) => message), []);
  using dataset = await openDataset(flowFile);
  const families = await dataset.createDistribution({ key: "family_name" });
  assert.equal(families.total, 2);
  await Deno.remove(folder, { recursive: true });
});
`;

/** What stands above the notebook's cells. */
const NOTEBOOK_TITLE = "Parts\n\nRun `main.ts` first, or run the flow here: tasks stay in their " +
  "module, as workers import it. `trunnion kernel install` puts the kernel into Jupyter; Deno's " +
  "own (`deno jupyter --install`) runs these cells too.";

const NOTEBOOK_CELLS = [
  `import { openDataset, samples, where } from "${MODULE}";\n` +
  'import { flow } from "./main.ts";\n\n' +
  'await samples("./parts", { count: 12, seed: 1 });\n' +
  'const { summary, flowFile } = await flow.process({ inputs: { sources: ["./parts"] } });\n' +
  "summary.file_count",
  "const dataset = await openDataset(flowFile);\ndataset",
  'await dataset.createDistribution({ key: "family_name" })',
  'await dataset.getFileList({ where: where("face_count").gt(30) })',
];
