/** How grids were made stands in the dataset, and they are made so again. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { OcctLoader } from "../../../src/cad/occt/occt_loader.ts";
import { openDataset } from "../../../src/dataset/open_dataset.ts";
import { verifyDataset } from "../../../src/dataset/verify/verify_dataset.ts";
import { createFlow } from "../../../src/pipeline/create_flow.ts";
import { gatherTask } from "../../../src/pipeline/tasks/builtin_tasks.ts";
import { sheetText } from "../../cad/occt/sheet_text.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";
import { encodeGrids } from "./encode_grids.ts";

const folder = temporaryFolder();
const loader = new OcctLoader();
afterAll(() => loader.close());

test("grids of other bounds and origins are verified as they were made", async () => {
  const parts = folder("parts");
  mkdirSync(parts, { recursive: true });
  for (const [i, side] of [20, 30].entries()) {
    const corners = [[900, 0], [900 + side, 0], [900 + side, side], [900, side]];
    const text = sheetText(corners.map(([x, y]) => ({ from: [x, y] })));
    writeFileSync(join(parts, `part_${i}.step`), text);
  }
  const { flowFile } = await createFlow({
    name: "parts",
    tasks: [gatherTask, encodeGrids],
    flowsOutputDir: folder("out"),
    progress: false,
    debug: true,
  }).process({ inputs: { sources: [parts] } });
  const { faults, sources } = await verifyDataset(flowFile, { sources: 2, loader });
  expect(faults).toEqual([]);
  expect(sources.map(({ outcome, arrays }) => [outcome, arrays > 5])).toEqual([
    ["compared", true],
    ["compared", true],
  ]);
  using dataset = await openDataset(flowFile);
  const grid = dataset.arrays("faces").find(({ name }) => name === "face_uv_grids");
  expect(grid?.attributes).toEqual({ bounds: "occwl", origin: "body" });
});
