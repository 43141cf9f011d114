import { KERNEL_NAME } from "./install_kernel.ts";

/** From nothing to a chart. */
const FIRST_CELLS = [
  `import { createFlow, encodeTask, gatherTask, openDataset, samples } from "trunnion";

await samples("./parts", { count: 12, seed: 1 });`,
  `const flow = createFlow({ name: "parts", tasks: [gatherTask, encodeTask] });
const run = await flow.process({ inputs: { sources: ["./parts"] } });
run;`,
  `const dataset = await openDataset(run.flowFile);
dataset;`,
  `await dataset.chart.distribution("faces/face_types");`,
];

/**
 * The text of a new notebook for our kernel.
 *
 * @param title its heading, with text behind it where there is more to say
 */
export function notebookFile(title: string, cells: readonly string[] = FIRST_CELLS): string {
  const code = cells.map((source, i) => ({
    cell_type: "code",
    execution_count: null,
    id: `cell-${i + 1}`,
    metadata: {},
    outputs: [],
    source: source.split(/(?<=\n)/),
  }));
  const heading = {
    cell_type: "markdown",
    id: "cell-0",
    metadata: {},
    source: `# ${title}`.split(/(?<=\n)/),
  };
  const document = {
    cells: [heading, ...code],
    metadata: {
      kernelspec: {
        display_name: "TypeScript (Trunnion)",
        language: "typescript",
        name: KERNEL_NAME,
      },
      language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
