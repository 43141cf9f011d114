import type { RunReport, StageReport } from "../../src/display/run_report.ts";

/** A stage in which nothing happened, but for what is given. */
export function stageReport(facts: Partial<StageReport> = {}): StageReport {
  return {
    name: "encode",
    tasks: ["encode"],
    durationMs: 98_200,
    items: { done: 0, skipped: 0, reused: 0, failed: 0, keptFailed: 0, waiting: 0 },
    beside: { kept: 0, leftOut: 0 },
    reasons: {},
    itemDurationMs: null,
    slowest: [],
    memory: [],
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
    durationMs: 125_300,
    stages: [
      stageReport({
        name: "gather",
        durationMs: 120,
        items: { done: 2, skipped: 0, reused: 0, failed: 0, keptFailed: 0, waiting: 0 },
        reasons: { "sources are looked through in every run": 2 },
        itemDurationMs: { p50: 40, p95: 61, max: 61 },
        slowest: [{ item: "/data/parts", durationMs: 61 }],
      }),
      stageReport({
        items: { done: 8412, skipped: 120, reused: 4000, failed: 14, keptFailed: 2, waiting: 54 },
        reasons: { "unchanged": 4000, "new file": 8390, "code changed": 156 },
        itemDurationMs: { p50: 11.2, p95: 48.7, max: 9120 },
        slowest: [
          {
            item: "/data/parts/assemblies/engine_block_with_all_bolts_and_nuts_v27.step",
            durationMs: 9120,
          },
          { item: "/data/parts/turbine.step", durationMs: 4310 },
          { item: "/data/parts/歯車/ギアボックス.step", durationMs: 2200 },
          { item: "/data/parts/housing.step", durationMs: 1870 },
          { item: "/data/parts/crank.step", durationMs: 1510 },
        ],
        memory: [
          { worker: 0, peakBytes: 240e6, kernelPeakBytes: 610e6 },
          { worker: 1, peakBytes: 210e6, kernelPeakBytes: 880e6 },
        ],
        quarantined: 3,
      }),
      stageReport({
        name: "AutoDatasetExportTask",
        durationMs: 22_100,
        items: { done: 1, skipped: 0, reused: 0, failed: 0, keptFailed: 0, waiting: 0 },
      }),
    ],
    workers: [
      { worker: 0, items: 4210, busyMs: 95_100, utilisation: 0.968 },
      { worker: 1, items: 4202, busyMs: 88_400, utilisation: 0.9 },
      { worker: 2, items: 150, busyMs: 12_000, utilisation: 0.12 },
    ],
    peakBytes: 120e6,
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
    readerAudits: {
      compared: 42,
      failed: 1,
      disagreements: [{
        file: "/data/parts/assemblies/bracket_v3.step",
        exporter: "st-developer, autodesk inventor",
        difference: "body 0: faces/face_areas: off by 0.012 of the largest (at most 0.000001)",
      }],
    },
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
