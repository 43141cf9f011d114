import { expect, test } from "vitest";
import { AuditKernel } from "../../../../src/cad/audit/audit_kernel.ts";
import type { PipelineSettings } from "../../../../src/pipeline/pipeline_settings.ts";
import { openKernel } from "../../../../src/pipeline/stages/audit/open_kernel.ts";

const usual = { debug: false, executor: null, loader: null, loaderOptions: {}, deadline: null };
const opened = (changes: object) => openKernel({ ...usual, ...changes } as PipelineSettings);

test("a kernel reads beside the pool, unless workers have to", async () => {
  const kernel = await opened({})!();
  expect(kernel).toBeInstanceOf(AuditKernel);
  await kernel.close();
  expect(opened({ loaderOptions: { units: "mm" } })).not.toBe(null);
  for (
    const changes of [
      { debug: true },
      { executor: {} },
      { loader: { module: "file:///loader.ts" } },
      { loaderOptions: { units: "file" } },
    ]
  ) expect(opened(changes)).toBe(null);
});
