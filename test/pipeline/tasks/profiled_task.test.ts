import { expect, test } from "vitest";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { JournalReader } from "../../../src/journal/journal_reader.ts";
import { encodeTask, gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import { copySampleParts } from "../../helpers/sample_parts.ts";
import { quietFlow, runTasks, temporaryFolder } from "../helpers.ts";

test("a profile decides over the arrays, and another one has its items done again", async () => {
  const folder = temporaryFolder(), out = temporaryFolder();
  await copySampleParts(folder, 1);
  const reasons = async (task: unknown) => {
    const run = await runTasks([gatherTask, task], { sources: [folder] }, { flowsOutputDir: out });
    const reader = JournalReader.open(`${out}/flows/test/journal.sqlite`);
    const [, { reasons }] = reader.stages(reader.runs()[0].id);
    reader.close();
    using dataset = await openDataset(String(run.flowFile));
    const { readers } = await dataset.lineage();
    return { reasons, profiles: readers.map(({ profile }) => profile), groups: dataset.groups };
  };
  const hoops = await reasons(encodeTask);
  expect([hoops.reasons, hoops.profiles]).toEqual([{ new: 1 }, ["hoops@1"]]);
  expect(hoops.groups).toContain("graph");
  const uvnet = encodeTask.with({ profile: "uvnet" });
  const other = await reasons(uvnet);
  expect([other.reasons, other.profiles]).toEqual([{ "profile changed": 1 }, ["uvnet@3"]]);
  expect(other.groups).toEqual(["arcs", "coedges", "edges", "faces", "instances"]);
  expect((await reasons(uvnet)).reasons).toEqual({ unchanged: 1 });
  // The default by its name is the default.
  expect((await reasons(uvnet.with({ profile: "hoops" }))).reasons).toEqual({
    "profile changed": 1,
  });
});

test("a profile that there is not is refused, with the near one; so is one of functions", () => {
  const { with: choose } = encodeTask;
  expect(() => choose({ profile: "uvnte" as "uvnet" })).toThrow("Did you mean 'uvnet'?");
  expect(() => choose({ profil: "uvnet" } as object)).toThrow("there is no option 'profil'");
  const own = { name: "own", version: 1, description: "", push() {} };
  expect(() => choose({ profile: own as never })).toThrow("must be a name");
});

test("a flow cannot encode by two profiles at once", () => {
  const tasks = [gatherTask, encodeTask, encodeTask.with({ profile: "uvnet" })];
  expect(() => quietFlow({ tasks })).toThrow("stands in it twice");
});
