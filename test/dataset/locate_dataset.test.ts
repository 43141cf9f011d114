import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { flowsBelow, flowsBelowText, locateDataset } from "../../src/dataset/locate_dataset.ts";
import { temporaryFolder } from "../storage/temporary_folder.ts";

const folder = temporaryFolder();
const parts = join(folder, "output", "flows", "parts");
mkdirSync(parts, { recursive: true });
writeFileSync(join(parts, "parts.flow"), "{}");
mkdirSync(join(folder, "output", "flows", "begun"));

test("a flow is found from the folders above it", () => {
  for (const above of ["output/flows", "output", ""]) {
    expect(flowsBelow(join(folder, above))).toEqual([parts]);
  }
  expect(flowsBelow(parts)).toEqual([]);
  expect(flowsBelow(join(folder, "gone"))).toEqual([]);
});

test("who opens a folder above is told of the flow", () => {
  expect(() => locateDataset(join(folder, "output"))).toThrow(
    `it has no zarr.json). There are flows below it: '${parts}'`,
  );
  expect(flowsBelowText(join(folder, "gone"))).toBe("");
  expect(() => locateDataset(join(folder, "output/flows/begun"))).toThrow("run its flow again");
});

test("of many, three are named", () => {
  const many = temporaryFolder();
  for (const name of ["a", "b", "c", "d"]) {
    mkdirSync(join(many, name));
    writeFileSync(join(many, name, `${name}.flow`), "{}");
  }
  expect(flowsBelowText(many)).toContain(`'${join(many, "c")}', ... (4)`);
});
