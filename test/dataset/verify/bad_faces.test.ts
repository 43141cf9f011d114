/** A dataset in which a file with a bad face was kept is as sound as any. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { verifyDataset } from "../../../src/dataset/verify/verify_dataset.ts";
import { createFlow } from "../../../src/pipeline/create_flow.ts";
import { gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import { sheetText } from "../../cad/occt/sheet_text.ts";
import { rewriteArray } from "../../helpers/rewrite_dataset.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { encodeParts } from "./encode_parts.ts";

const folder = temporaryFolder();
const loader = new OcctLoader();
afterAll(() => loader.close());

const square = sheetText([[0, 0], [20, 0], [20, 20], [0, 20]].map(([x, y]) => ({ from: [x, y] })));
/** A triangle whose corners lie in one line. */
const flat = sheetText([{ from: [0, 0] }, { from: [20, 0] }, { from: [10, 0] }]);

async function encode(onBadFace?: "keep") {
  const parts = folder("parts");
  mkdirSync(parts, { recursive: true });
  writeFileSync(join(parts, "part_0001.step"), square);
  writeFileSync(join(parts, "part_0002.step"), flat);
  return await createFlow({
    name: "parts",
    tasks: [gatherTask, encodeParts],
    flowsOutputDir: folder(onBadFace ?? "refuse"),
    loaderOptions: onBadFace === undefined ? {} : { onBadFace },
    progress: false,
    debug: true,
  }).process({ inputs: { sources: [parts] } });
}

test("refused by default: the row names the option", async () => {
  const { summary, errors } = await encode();
  expect(summary.file_count).toBe(1);
  expect(errors.map(({ message }) => message).join()).toMatch(/onBadFace: 'keep' \(--on-bad-face/);
});

test("kept, all checks hold, its files too when they are encoded again", async () => {
  const { flowFile, summary } = await encode("keep");
  expect(summary.file_count).toBe(2);
  const { ok, faults, sources } = await verifyDataset(flowFile, { sources: 2, loader });
  expect(faults).toEqual([]);
  expect(ok).toBe(true);
  expect(sources.map(({ outcome }) => outcome)).toEqual(["compared", "compared"]);
  using dataset = await openDataset(flowFile);
  const { bins } = await dataset.createDistribution({ key: "face_areas" });
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1);

  // A value that is missing at a sound face is a fault as ever.
  await rewriteArray(
    flowFile.replace(/\.flow$/, ".dataset"),
    "faces/face_areas",
    (data) => data.fill(NaN as never),
  );
  const after = await verifyDataset(flowFile, { sources: 0 });
  expect(after.faults.map(({ where, count }) => [where, count])).toEqual([
    ["faces/face_areas", 1],
    ["bodies/body_areas", 1],
  ]);
});
