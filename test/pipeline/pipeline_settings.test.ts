import { expect, test } from "vitest";
import { zarrBackend } from "../../src/dataset/dataset_backend.ts";
import type { PipelineOptions } from "../../src/pipeline/pipeline_options.ts";
import { pipelineSettings } from "../../src/pipeline/pipeline_settings.ts";

const settings = (options: object) => pipelineSettings({ tasks: [], ...options });

test("the defaults are those that the documentation of the options states", () => {
  expect(settings({})).toStrictEqual({
    flowsOutputDir: "./output",
    maxWorkers: null,
    isolation: "process",
    maxHeapBytes: null,
    config: undefined,
    drainTimeout: 5000,
    debug: false,
    executor: null,
    datasetBackend: zarrBackend,
    autoDatasetExport: true,
    mlTask: "",
    cleanOutputDir: false,
    reuse: true,
    exportVisualization: false,
    storage: "optimized",
    deadline: null,
    loaderOptions: {},
    auditEvery: 200,
    loader: null,
    progress: true,
    logger: undefined,
    stallAfter: 120_000,
    onStall: undefined,
    onEnd: undefined,
    items: {
      timeout: undefined,
      retries: undefined,
      backoff: undefined,
      delay: undefined,
      onError: undefined,
      maxErrors: undefined,
    },
  });
});

test("a provider stands before a type of storage, and items' settings stand together", () => {
  const storageProvider = { module: "file:///p.ts", export: "make" };
  const { storage, items } = settings({ storageProvider, retries: 2, maxErrors: "5%" });
  expect(storage).toBe(storageProvider);
  expect(items).toMatchObject({ retries: 2, maxErrors: "5%" });
});

test.each<[string, unknown, string, string?]>([
  ["maxWorkers", 1.5, "a whole number from 1, or null for one a core"],
  ["isolation", null, '"process" or "thread"'],
  ["maxHeapBytes", 0, "a number of bytes above 0"],
  ["drainTimeout", -1, "a number of milliseconds"],
  ["executor", {}, "an object with the method `open`", "an object"],
  ["datasetBackend", { merge() {} }, "the methods `merge` and `firstRows`", "an object"],
  ["storageType", "zip", "one of optimized, json, memory, sqlite", '"zip"'],
  ["deadline", 60, "60 of them are 60000"],
  ["onEnd", "print", "a function that takes the run's report", '"print"'],
  ["grace", 5, "left out"],
])("%s: %s is refused by its rule", (name, found, rule, text = String(found)) => {
  const make = () => settings({ [name]: found });
  expect(make).toThrow(`Cannot make the flow: \`${name}\` must be `);
  expect(make).toThrow(rule);
  expect(make).toThrow(`found ${text}`);
});

test("an executor has no use for `debug`, and an object for workers no way to them", () => {
  expect(() => settings({ debug: true, executor: { open() {} } })).toThrow("found it beside");
  const storageProvider = { createStorage() {} } as unknown as PipelineOptions["storageProvider"];
  expect(() => settings({ storageProvider })).toThrow("an object cannot be sent to workers");
  expect(settings({ storageProvider, debug: true }).storage).toBe(storageProvider);
});
