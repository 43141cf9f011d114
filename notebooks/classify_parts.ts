/**
 * A folder of sample parts becomes a dataset for part classification, split for training.
 *
 * @module
 */
import { createFlow, DatasetExplorer, DatasetLoader } from "trunnion";
import { encodePart, gatherParts } from "./cad_tasks.ts";

if (import.meta.main) {
  const [source = "./parts", output = "./output"] = Deno.args;

  const flow = createFlow({
    name: "part_classification_flow",
    tasks: [gatherParts, encodePart],
    flowsOutputDir: output,
    maxWorkers: 2,
    mlTask: "Part Classification (10 categories)",
  });
  const { summary, flowFile } = await flow.process({ inputs: { cad_datasources: [source] } });

  console.log("FLOW EXECUTION COMPLETED");
  console.log(`Files processed: ${summary.file_count}`);
  console.log(`Total time: ${summary["Duration [seconds]"].total.toFixed(2)}s`);
  console.log(`Dataset: ${summary.flow_data}`);

  const explorer = new DatasetExplorer({ flowOutputFile: flowFile });
  await explorer.printTableOfContents();
  const gears = await explorer.getFileList({
    group: "labels",
    where: (sample) => sample.part_category === 3,
  });
  console.log(`Found ${gears.length} gear parts`);
  await explorer.close();

  const loader = new DatasetLoader({
    mergedStorePath: summary.flow_data!,
    parquetFilePath: summary.flow_info!,
  });
  const [train, validation, test] = await loader.split({
    key: "part_category",
    group: "labels",
    train: 0.7,
    validation: 0.15,
    test: 0.15,
    randomState: 42,
  });
  console.log(`Dataset split: Train=${train}, Val=${validation}, Test=${test}`);
  const trainDataset = await loader.getDataset("train");
  console.log(`Training dataset ready with ${trainDataset.length} samples`);
  await loader.closeResources();
}
