import { expect, test } from "vitest";
import { runDemo } from "../../src/cli/demo.ts";
import { openDataset } from "../../src/dataset/open_dataset.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { temporaryFolder } from "../helpers/temporary_folder.ts";

const folder = temporaryFolder();

test("the demo makes, reads, shows and splits a dataset, and says how to go on", async () => {
  const [demo, io] = [folder(), fakeIo()];
  expect(await runDemo({ folder: demo, count: 4 }, io)).toBe(0);
  const out = io.stdout();
  expect(out).toContain("parts: 4 of 4 files encoded, 4 samples, no errors");
  expect(out).toContain("DATASET TABLE OF CONTENTS");
  expect(out).toContain("family: 4 samples");
  expect(out).toMatch(/train \d, validation \d, test \d/);
  expect(out).toMatch(/deno task trunnion inspect .*parts\.flow/);

  using dataset = await openDataset(`${demo}/flows/parts/parts.flow`);
  const features = (await dataset.read("face_labels", "feature_id")).data;
  expect(features.length).toBe((await dataset.read("faces", "face_types")).shape[0]);
  // Every face was found by its entity number.
  expect(Math.min(...Array.from(features, Number))).toBe(0);
  const { bins } = await dataset.createDistribution({ key: "family" });
  expect(bins.map(({ label }) => label)).toContain("gear");
});

test("the demo can be stopped", async () => {
  const io = fakeIo();
  const run = runDemo({ folder: folder(), count: 4 }, io);
  io.interrupt();
  expect(await run).toBe(130);
  expect(io.stderr()).toContain("Interrupted.");
});
