import { expect, test } from "vitest";
import { createFlow, flowtask, type RunReport } from "../../mod.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const list = flowtask.extract(
  { name: "list", inputs: ["words"], outputs: ["items"], parallelExecution: false },
  (words: string[]) => {
    if (words.length === 0) throw new Error("no words");
    return words;
  },
);
const told: RunReport[] = [];
const lines: string[] = [];
const common = {
  name: "words",
  tasks: [list],
  flowsOutputDir: folder("out"),
  debug: true,
  progress: false,
  logger: { log: (level: string, message: string) => void lines.push(`${level} ${message}`) },
};

test("onEnd hears of a run that is done and of one that failed; what it throws is a warning", async () => {
  const onEnd = async (report: RunReport) => {
    told.push(report);
    await Promise.reject(new Error("no mail"));
  };
  const flow = createFlow({ ...common, onEnd });
  await flow.process({ inputs: { words: ["a"] } });
  await expect(flow.process({ inputs: { words: [] } })).rejects.toThrow("no words");
  expect(told.map(({ state }) => state)).toEqual(["completed", "failed"]);
  expect(lines.filter((line) => line === "WARNING `onEnd` has failed: no mail")).toHaveLength(2);
});

test("what is no function is refused", () => {
  const onEnd = "mail" as unknown as () => void;
  expect(() => createFlow({ ...common, onEnd })).toThrow(
    '`onEnd` must be a function that takes the run\'s report; found "mail"',
  );
});
