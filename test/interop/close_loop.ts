/**
 * The loop closes: from CAD files to the predictions of a model beside the labels, in three flows.
 *
 *     deno run -A test/interop/close_loop.ts PARTS FOLDER PYTHON
 *
 * PARTS holds sample parts with their labels, FOLDER takes what is made, PYTHON is one with
 * scikit-learn. The first flow encodes, the second splits what it has made, the third has
 * `python/train_baseline.py` train on it. Then the predictions are joined to the dataset. The last
 * line is `N passed, N failed`.
 *
 * @module
 */
import { strict as assert } from "node:assert";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createFlow, flowtask, gatherTask, openDataset, where } from "trunnion";
import { encodeLabelledTask, findLabelsTask } from "../../src/pipeline/tasks/encode_labelled.ts";

const TRAIN = fileURLToPath(new URL("../../python/train_baseline.py", import.meta.url));
const LABEL = "family";

const splitTask = flowtask.custom(
  {
    name: "split_for_training",
    inputs: ["flow_file"],
    outputs: ["split"],
    module: import.meta.url,
  },
  async (flowFile: string) => {
    using dataset = await openDataset(flowFile);
    const { train, validation, test } = await dataset.split({
      name: "for_training",
      key: LABEL,
      train: 0.6,
      validation: 0.2,
      test: 0.2,
      seed: 7,
    });
    return { train, validation, test };
  },
);

const trainTask = flowtask.custom(
  {
    name: "train_baseline",
    inputs: ["flow_file", "python", "out"],
    outputs: ["predictions"],
    module: import.meta.url,
  },
  async (flowFile: string, python: string, out: string) => {
    const { success, stdout, stderr } = await new Deno.Command(python, {
      args: [
        ...[TRAIN, flowFile, "--label", LABEL, "--split", "for_training"],
        ...["--engine", "sklearn", "--out", out],
      ],
    }).output();
    const decoder = new TextDecoder();
    if (!success) throw new Error(`the training has failed: ${decoder.decode(stderr)}`);
    console.log(decoder.decode(stdout));
    return out;
  },
);

async function closeLoop(parts: string, folder: string, python: string): Promise<void> {
  const flowsOutputDir = resolve(folder);
  const encode = createFlow({
    name: "loop",
    tasks: [gatherTask, findLabelsTask, encodeLabelledTask],
    flowsOutputDir,
  });
  const { flowFile, summary } = await encode.process({ inputs: { sources: [parts] } });
  console.log(`encoded ${summary.file_count} files`);
  const split = createFlow({ name: "loop_split", tasks: [splitTask], flowsOutputDir });
  await split.process({ inputs: { flow_file: flowFile } });
  const train = createFlow({ name: "loop_train", tasks: [trainTask], flowsOutputDir });
  const out = join(flowsOutputDir, "predictions.parquet");
  await train.process({ inputs: { flow_file: flowFile, python, out } });

  using dataset = await openDataset(flowFile);
  using joined = await dataset.join(out, { name: "baseline" });
  console.log(joined);
  for (const subset of ["train", "test"]) {
    const samples = await joined.find({ where: where("baseline.subset").eq(subset) });
    assert.deepEqual(
      samples,
      [...(await joined.subset(subset, { split: "for_training" })).indices],
      "the predictions are of the samples that they were made for",
    );
  }
  const test = await joined.confusion({
    label: LABEL,
    prediction: "baseline.prediction",
    where: where("baseline.subset").eq("test"),
    score: "baseline.confidence",
  });
  console.log(test);
  assert.ok(test.macroF1 > 0.2, `the model has learned something, macro-F1 ${test.macroF1}`);
}

if (import.meta.main) {
  const [parts, folder, python] = Deno.args;
  if (!parts || !folder || !python) throw new Error("usage: close_loop.ts PARTS FOLDER PYTHON");
  await closeLoop(parts, folder, python);
  console.log("1 passed, 0 failed");
}
