import type { RunReport, StageReport } from "../../src/display/run_report.ts";

/** A stage in which nothing happened, but for what is given. */
export function stageReport(facts: Partial<StageReport> = {}): StageReport {
  return {
    name: "encode",
    seconds: 98.2,
    items: { done: 0, skipped: 0, failed: 0, reused: 0, waiting: 0 },
    reasons: {},
    durationMs: null,
    slowest: [],
    quarantined: 0,
    ...facts,
  };
}

/** The report of a run that has something to say in every part. */
export function sampleReport(facts: Partial<RunReport> = {}): RunReport {
  return {
    flow: "gearbox_parts",
    run: "5c1f0c5e-6a6e-4a6e-9d0b-0d9a1f6b8c11",
    state: "completed",
    started: "2026-03-04T05:06:07.890Z",
    seconds: 125.3,
    stages: [
      stageReport({
        name: "gather",
        seconds: 0.12,
        items: { done: 2, skipped: 0, failed: 0, reused: 0, waiting: 0 },
        reasons: { "sources are looked through in every run": 2 },
        durationMs: { p50: 40, p95: 61, max: 61 },
        slowest: [{ item: "/data/parts", ms: 61 }],
      }),
      stageReport({
        items: { done: 8412, skipped: 120, failed: 14, reused: 4000, waiting: 54 },
        reasons: { "unchanged": 4000, "new file": 8390, "code changed": 156 },
        durationMs: { p50: 11.2, p95: 48.7, max: 9120 },
        slowest: [
          {
            item: "/data/parts/assemblies/engine_block_with_all_bolts_and_nuts_v27.step",
            ms: 9120,
          },
          { item: "/data/parts/turbine.step", ms: 4310 },
          { item: "/data/parts/歯車/ギアボックス.step", ms: 2200 },
          { item: "/data/parts/housing.step", ms: 1870 },
          { item: "/data/parts/crank.step", ms: 1510 },
        ],
        quarantined: 3,
      }),
      stageReport({
        name: "AutoDatasetExportTask",
        seconds: 22.1,
        items: { done: 1, skipped: 0, failed: 0, reused: 0, waiting: 0 },
      }),
    ],
    workers: [
      { worker: 0, items: 4210, busySeconds: 95.1, utilisation: 0.968 },
      { worker: 1, items: 4202, busySeconds: 88.4, utilisation: 0.9 },
      { worker: 2, items: 150, busySeconds: 12, utilisation: 0.12 },
    ],
    errors: [
      {
        task: "encode",
        errorClass: "UnreadableFile",
        template: "Cannot read <path>: line <number> has <text>, which is not a finite number. " +
          "Correct the file, or leave it out",
        count: 11,
        examples: [
          {
            item: "/data/parts/bad/a.step",
            message: "Cannot read /data/parts/bad/a.step: line 12 has '1E915', which is not a " +
              "finite number. Correct the file, or leave it out",
          },
          {
            item: "/data/parts/bad/b.step",
            message: "Cannot read /data/parts/bad/b.step: line 7 has '1E999', which is not a " +
              "finite number. Correct the file, or leave it out",
          },
        ],
      },
      {
        task: "encode",
        errorClass: "WorkerCrashed",
        template: "The process ended with exit code <number>",
        count: 2,
        examples: [{
          item: "/data/parts/huge.step",
          message: "The process ended with exit code 134",
        }],
      },
      {
        task: "encode",
        errorClass: "ItemTimeout",
        template: "It took longer than <number> s",
        count: 1,
        examples: [{ item: "/data/parts/loop.step", message: "It took longer than 60 s" }],
      },
    ],
    failure: null,
    retry: "trunnion retry output/flows/gearbox_parts",
    files: {
      dataset: "/home/me/output/flows/gearbox_parts/gearbox_parts.dataset",
      "flow file": "/home/me/output/flows/gearbox_parts/gearbox_parts.flow",
      log: "/home/me/output/flows/gearbox_parts/flow_log.log",
    },
    ...facts,
  };
}
