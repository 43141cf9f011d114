/** What a new project holds, whatever it gets Trunnion from. @module */

/** Files by their names. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** The tasks, a script, a notebook and a test. */
export function projectFiles(): ProjectFiles {
  return {
    "cad_tasks.ts": CAD_TASKS,
    "main.ts": MAIN,
    "cad_tasks.test.ts": TEST,
    "explore.ipynb": notebook(NOTEBOOK),
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

/** Cells of a notebook; the first is text. */
const NOTEBOOK = [
  "# Parts\nRun `main.ts` first, or run the flow here: tasks stay in their module, as workers " +
  "import it.",
  `import { openDataset, samples } from "${MODULE}";\n` +
  'import { flow } from "./main.ts";\n\n' +
  'await samples("./parts", { count: 12, seed: 1 });\n' +
  'const { summary, flowFile } = await flow.process({ inputs: { sources: ["./parts"] } });\n' +
  "summary.file_count",
  "const dataset = await openDataset(flowFile);\nconsole.log(await dataset.tableOfContents());",
  'console.log(`${await dataset.createDistribution({ key: "family_name" })}`);',
];

function notebook(cells: readonly string[]): string {
  const source = (text: string) => text.split(/(?<=\n)/);
  const document = {
    cells: cells.map((text, i) =>
      i === 0 ? { cell_type: "markdown", id: `cell-${i}`, metadata: {}, source: source(text) } : {
        cell_type: "code",
        execution_count: null,
        id: `cell-${i}`,
        metadata: {},
        outputs: [],
        source: source(text),
      }
    ),
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(document, null, 1) + "\n";
}
