import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../../src/cli/main.ts";
import { openDataset } from "../../../mod.ts";
import { lineageLines } from "../../../src/dataset/look/lineage.ts";
import { writeDataset } from "../../helpers/dataset_fixture.ts";
import { fakeIo } from "../../helpers/fake_io.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();

const KEPT = {
  sources: [{ folder: "/data/parts", pattern: "**/*.step" }],
  tasks: [{ name: "encode", module: "tasks.ts", code: "ab".repeat(32), schema: null }],
  trunnion: { version: "0.1.0", text: "cd", results: { readers: 1 } },
  deno: "2.9.6",
  project: { commit: "ef".repeat(20), dirty: true },
};

async function withLineage(lineage: unknown): Promise<string> {
  const flow = await writeDataset(folder());
  const summary = JSON.parse(readFileSync(flow, "utf8"));
  writeFileSync(flow, JSON.stringify({ ...summary, lineage }));
  const sources = [{ folder: "/data/parts", prefix: "", relative: "nowhere" }];
  writeFileSync(flow.replace(/\.flow$/, ".sources.json"), JSON.stringify({ format: 1, sources }));
  return flow;
}

test("a dataset tells what its flow keeps, and what its tables say", async () => {
  const flow = await withLineage(KEPT);
  using dataset = await openDataset(flow);
  const lineage = await dataset.lineage();
  const { sources: lookedThrough, ...kept } = KEPT;
  expect(lineage).toMatchObject({ ...kept, lookedThrough });
  expect(lineage.sources).toEqual([{ folder: "/data/parts", prefix: "", found: null }]);
  const io = fakeIo();
  await runCli(["inspect", flow], io);
  expect(io.stdout()).toContain(
    "Where it comes from:\n" +
      "  Source: /data/parts **/*.step (not there any more)\n" +
      "  Task: encode of tasks.ts, code abababababab\n" +
      "  Project: commit efefefefefef, with changes\n" +
      "  Made by: Trunnion 0.1.0, Deno 2.9.6\n",
  );
});

test.each([undefined, null, 7, { sources: "x", tasks: {}, deno: 3 }, {
  sources: [null, 1],
  tasks: [null, { name: 2 }],
  project: { commit: 5 },
  trunnion: "0.1",
}])(
  "a flow that keeps %j says nothing, and is no error",
  async (found) => {
    using dataset = await openDataset(await withLineage(found));
    const lineage = await dataset.lineage();
    expect(lineage).toMatchObject({ lookedThrough: [], tasks: [], deno: null, project: null });
    expect(lineageLines(lineage)).toEqual(["Source: /data/parts (not there any more)"]);
  },
);
