import { expect, test } from "vitest";
import { dirname } from "node:path";
import { createFlow } from "../../../src/pipeline/create_flow.ts";
import { findRun } from "../../../src/pipeline/folder/find_run.ts";
import { runBundle } from "../../../src/pipeline/outputs/run_bundle.ts";
import { flowtask } from "../../../src/pipeline/tasks/flowtask.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const list = flowtask.extract(
  { name: "list", inputs: ["words"], outputs: ["items"], parallelExecution: false },
  (words: string[]) => words,
);
const check = flowtask.transform(
  { name: "check", inputs: ["item"], outputs: ["checked"] },
  (item: string) => {
    throw new Error(`no ${item}`);
  },
);

test("what was given under a secret's name is masked wherever it stands", async () => {
  const flow = createFlow({
    name: "words",
    tasks: [list, check],
    flowsOutputDir: folder("out"),
    debug: true,
    progress: false,
  });
  const inputs = { words: ["pearl-of-the-sea"], apiKey: "pearl-of-the-sea", password: "abc" };
  const origin = { retryCommand: "again", inputs };
  const { flowFile } = await flow.process({ inputs: { words: inputs.words }, origin });
  const root = findRun(dirname(flowFile));
  Deno.writeTextFileSync(root.log, "knows pearl-of-the-sea\n", { append: true });

  const bundle = runBundle(root, "trunnion 1");
  expect(JSON.parse(bundle.get("journal.json")!).run.origin.inputs)
    .toEqual({ words: ["***"], apiKey: "***", password: "***" });
  expect(JSON.parse(bundle.get("errors.json")!).errors).toMatchObject([{ message: "no ***" }]);
  expect(bundle.get("flow_log.log")).toContain("knows ***\n");
  expect([...bundle.values()].join("")).not.toContain("pearl");

  Deno.removeSync(root.log);
  expect(runBundle(root, "trunnion 1").get("flow_log.log")).toBe("There is no log.\n");
}, 30_000);
