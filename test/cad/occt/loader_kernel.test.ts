import { expect, test } from "vitest";
import { LoaderKernel } from "../../../src/cad/occt/loader_kernel.ts";

test("a kernel that was closed before its first file starts no process", async () => {
  const kernel = new LoaderKernel();
  await kernel.close();
  await expect(kernel.readStep(new Uint8Array(1), {})).rejects.toThrow("it was closed");
  const nothing = { faces: [], surfaces: [] };
  await expect(kernel.readIges(new Uint8Array(1), nothing)).rejects.toThrow("it was closed");
  expect([kernel.version, kernel.takePeakBytes()]).toEqual(["unknown", null]);
  await kernel.close();
});
