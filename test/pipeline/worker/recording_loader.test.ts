import { expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { RecordingLoader } from "../../../src/pipeline/worker/recording_loader.ts";
import { Choosy, PlainLoader } from "../fixtures/loaders.ts";

const recording = (loader: PlainLoader) =>
  new RecordingLoader(loader, new AbortController().signal, () => {});

test("a file is opened once with the same options", async () => {
  const inner = new Choosy(), loader = recording(inner);
  const first = await loader.createFromFile("a.step");
  expect(await loader.createFromFile("a.step")).toBe(first);
  const other = await loader.createFromFile("a.step", { units: "file" });
  expect(other.provenance.units).toBe("file");
  expect(inner.opened).toBe(2);
  expect(loader.opened).toEqual([first, other]);
});

test("an item's options are not those of the items after it", async () => {
  const inner = new Choosy(), item = recording(inner), next = recording(inner);
  item.setOptions({ units: "file" });
  expect((await item.createFromFile("a.step")).provenance.units).toBe("file");
  expect((await next.createFromFile("a.step")).provenance.units).toBe("mm");
});

test("a loader without options says so", async () => {
  const loader = recording(new PlainLoader());
  expect(() => loader.setOptions({ units: "file" })).toThrow(UsageError);
  await expect(loader.createFromFile("a.step", { units: "file" })).rejects.toThrow("setOptions");
});
