import { expect, test } from "vitest";
import { tellAhead } from "../../../src/pipeline/items/tell_ahead.ts";
import type { Outcome } from "../../../src/pool/run/task_pool.ts";

const common = { payload: 0, worker: 0, pid: null, durationMs: 1, handed: 1, quarantined: false };
const outcomes = [
  { ...common, index: 3, ok: true, value: { file: "three" } },
  { ...common, index: 1, ok: false, error: {}, logs: [] },
  { ...common, index: 2, ok: true, value: { file: null } },
] as unknown as Outcome[];

function toldOf(size: number, encodes: readonly boolean[]): unknown[] {
  const told: unknown[] = [];
  const ahead = {
    look: (path: string, place?: number | null) => void told.push([path, place]),
    pass: (place: number) => void told.push(place),
  };
  tellAhead({ ahead, pool: { size }, stages: encodes.map((encodes) => ({ encodes })) }, outcomes);
  return told;
}

test.skipIf(navigator.hardwareConcurrency < 2)(
  "files of one or two workers are told with their places, and which items have none",
  () => {
    for (const workers of [1, 2]) {
      expect(toldOf(workers, [false, true])).toEqual([["three", 3], 1, 2]);
    }
  },
);

test("where the order is another one, files are told alone", () => {
  expect(toldOf(3, [true])).toEqual([["three", null]]);
  expect(toldOf(1, [true, true])).toEqual([["three", null]]);
});
