import { expect, test } from "vitest";
import { latin1, upperCase } from "../../../../../src/cad/formats/step/text/step_bytes.ts";

test.each([0, 1, 7, 8, 9, 16, 63, 64, 65, 8192, 20_000])("%i bytes as characters", (count) => {
  const bytes = Uint8Array.from({ length: count + 5 }, (_, i) => (i * 37) % 256);
  const expected = [...bytes.subarray(3, 3 + count)].map((c) => String.fromCharCode(c)).join("");
  expect(latin1(bytes, 3, 3 + count)).toBe(expected);
});

test("words in upper case", () => {
  const bytes = new TextEncoder().encode("LINE,Line_2,z");
  expect([upperCase(bytes, 0, 4), upperCase(bytes, 5, 11), upperCase(bytes, 12, 13)]).toEqual(
    ["LINE", "LINE_2", "Z"],
  );
});
