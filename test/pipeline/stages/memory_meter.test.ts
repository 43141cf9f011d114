import { expect, test } from "vitest";
import { MemoryMeter } from "../../../src/pipeline/stages/memory_meter.ts";

test("the highest of each worker and of its kernel is kept, until it is asked for", () => {
  const meter = new MemoryMeter();
  meter.take(1, { peakBytes: 20, helperPeakBytes: 500 });
  meter.take(0, { peakBytes: 30, helperPeakBytes: null });
  meter.take(1, { peakBytes: 40, helperPeakBytes: 300 });
  meter.take(2, { peakBytes: null, helperPeakBytes: null });
  expect(meter.peaks()).toEqual([
    { worker: 0, peakBytes: 30, kernelPeakBytes: null },
    { worker: 1, peakBytes: 40, kernelPeakBytes: 500 },
  ]);
  expect(meter.peaks()).toEqual([]);
});
