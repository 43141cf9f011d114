import { expect, test } from "vitest";
import { isAscii } from "../../../src/storage/column/is_ascii.ts";

test("one byte above 127 is found, wherever it is and bytes begin", () => {
  for (let offset = 0; offset < 5; offset++) {
    for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 13]) {
      const all = new Uint8Array(24).fill(0xff); // what lies around decides nothing
      const bytes = all.subarray(offset, offset + length).fill(127);
      expect(isAscii(bytes)).toBe(true);
      for (let i = 0; i < length; i++) {
        bytes[i] = 128;
        expect(isAscii(bytes), `${i} of ${length} from ${offset}`).toBe(false);
        bytes[i] = 0;
      }
    }
  }
  const many = new Uint8Array(50_000).fill(65);
  many[49_990] = 200;
  expect([isAscii(many), isAscii(many.subarray(0, 49_990))]).toEqual([false, true]);
});
