import { expect, test } from "vitest";
import { runLines } from "../../src/display/run_lines.ts";

const RUN = {
  name: "parts",
  state: "completed",
  durationMs: 3210,
  items: 60,
  encoded: 57,
  skipped: 1,
  failed: 2,
  reused: 20,
  keptFailed: 1,
  errors: { KernelTimeout: 1, UnsupportedFormat: 1 },
  samples: 61,
  outputs: Array.from({ length: 10 }, (_, i) => `o${i}`),
  dataset: "/d",
  flowFile: "/f",
  log: "/l",
  errorSummary: "/e",
};

test("a run is ten lines", () => {
  expect(runLines(RUN).split("\n")).toEqual([
    "Flow 'parts': completed after 3.21 s",
    "  items      60: 57 done, 1 skipped, 2 failed (20 reused, 1 of the failed kept)",
    "  errors     KernelTimeout 1, UnsupportedFormat 1",
    "  samples    61",
    "  outputs    o0, o1, o2, o3, o4, o5, o6, o7 and 2 more",
    "  dataset    /d",
    "  .flow      /f",
    "  log        /l",
    "  error rows /e",
    "  more       run.summary, .outputs.<name>, .errors, .report, .output.taskInstances",
  ]);
});

test("what there is none of has no line", () => {
  const none = { errors: {}, samples: null, outputs: [], reused: 0, keptFailed: 0 };
  expect(runLines({ ...RUN, ...none }).split("\n")).toHaveLength(7);
});

test("a run in which all items failed says so first", () => {
  const failed = { items: 3, encoded: 0, skipped: 0, failed: 3 };
  expect(runLines({ ...RUN, ...failed }).split("\n")[0]).toBe(
    "Flow 'parts': all 3 items failed, completed after 3.21 s",
  );
});
