import { expect, test } from "vitest";
import { createFlow } from "../../src/pipeline/create_flow.ts";
import { flowtask } from "../../src/pipeline/tasks/flowtask.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const list = flowtask.extract(
  { name: "list", inputs: ["words"], outputs: ["items"], parallelExecution: false },
  (words: string[]) => words,
);
const done: string[] = [];
const check = flowtask.transform(
  { name: "check", inputs: ["item"], outputs: ["checked"], maxErrors: 0 },
  (item: string) => {
    done.push(item);
    if (item === "bad") throw new Error("no bad words");
    return item;
  },
);
const flow = createFlow({
  name: "words",
  tasks: [list, check],
  flowsOutputDir: folder("out"),
  debug: true,
  progress: false,
});
const inputs = { words: ["a", "bad", "c"] };
const replay = { stage: "check", folder: folder("scratch") };

test("one item is done, into the other folder, and no limit of errors hides its error", async () => {
  const { errors, flowFile } = await flow.process({ inputs, replay: { ...replay, item: "bad" } });
  expect(done).toEqual(["bad"]);
  expect(errors.map(({ message }) => message)).toEqual(["no bad words"]);
  expect(flowFile).toBe(`${replay.folder}/flows/words/words.flow`);
  expect(() => Deno.statSync(`${folder("out")}/flows/words`)).toThrow(Deno.errors.NotFound);
});

test("an item that the flow finds no more is refused", async () => {
  await expect(flow.process({ inputs, replay: { ...replay, item: "gone" } }))
    .rejects.toThrow(
      "Cannot replay 'gone': it must be among the items of 'check', and none of the 3",
    );
});
