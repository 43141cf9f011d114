import { expect, test } from "vitest";
import { isIsoDate, metadataFromJson, metadataToJson } from "../../src/storage/metadata_value.ts";

test.each([
  "2025-01-31",
  "2025-01-31T12:00",
  "2025-01-31 12:00:00.123Z",
  "2025-01-31T12:00:00+0100",
])(
  "%s is a date",
  (text) => expect(isIsoDate(text)).toBe(true),
);

test.each(["2025", "31.1.2025", "2025-13-01", "1", "part 2025-01-31", ""])(
  "%s is no date",
  (text) => expect(isIsoDate(text)).toBe(false),
);

test("values survive JSON", () => {
  for (const value of ["text", 1.5, true, null, new Date("2025-01-31T12:00:00.123Z")]) {
    const back = metadataFromJson(JSON.parse(JSON.stringify(metadataToJson(value))));
    expect(back).toEqual(value);
  }
});
