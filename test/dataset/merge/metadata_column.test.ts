import { describe, expect, test } from "vitest";
import { chooseColumn } from "../../../src/dataset/merge/metadata_column.ts";
import type { MetadataValue } from "../../../src/storage/data_storage.ts";
import type { MetadataRule } from "../../../src/storage/schema/schema.ts";

/** Counts texts as often as they stand there. */
const found = (...values: MetadataValue[]) => {
  const uses = new Map<string, number>();
  for (const value of values) {
    if (typeof value === "string") uses.set(value, (uses.get(value) ?? 0) + 1);
  }
  return { key: "m", values, uses };
};
const rule = (dtype: string, kind = "file") =>
  ({ dtype, kind, description: "what it is" }) as MetadataRule;

describe("by the values", () => {
  const noon = new Date(Date.UTC(2025, 0, 1, 12));
  test.each([
    ["whole numbers", [1, 2 ** 40, null], "int64"],
    ["numbers", [1, 2.5, NaN], "float64"],
    ["numbers that are whole, but not safe", [2 ** 60], "float64"],
    ["truths", [true, false, null], "boolean"],
    ["dates", [noon, null], "timestamp"],
    ["texts", ["a", "b"], "string"],
    ["nothing", [null, null], "string"],
  ])("%s", (_, values, type) => {
    const { column, warning } = chooseColumn(found(...values as MetadataValue[]), null);
    expect(column).toEqual({ name: "m", type, values });
    expect(warning).toBeNull();
  });

  test("several types become texts, with a warning", () => {
    const { column, categorical, warning } = chooseColumn(found(1, "one", null, noon, true), null);
    expect(column).toEqual({
      name: "m",
      type: "string",
      values: ["1", "one", null, "2025-01-01T12:00:00.000Z", "true"],
    });
    expect(categorical).toBe(false);
    expect(warning).toContain("several types");
  });
});

describe("a vocabulary", () => {
  const isVocabulary = (...texts: string[]) => chooseColumn(found(...texts), null).categorical;

  test("is of texts that come twice on average", () => {
    expect(isVocabulary("a", "a", "a", "b")).toBe(true);
    expect(isVocabulary("a", "a", "b")).toBe(false);
    expect(isVocabulary("a")).toBe(false);
  });

  test("is not of dates, and not of too many texts", () => {
    expect(isVocabulary("2025-01-01", "2025-01-01")).toBe(false);
    expect(isVocabulary("2025-01-01", "2025-01-01", "soon", "soon")).toBe(true);
    const texts = (count: number) => Array.from({ length: count }, (_, i) => `name ${i}`);
    expect(isVocabulary(...texts(1000), ...texts(1000))).toBe(true);
    expect(isVocabulary(...texts(1001), ...texts(1001))).toBe(false);
  });
});

describe("by the schema", () => {
  test("the declared type, kind and description", () => {
    expect(chooseColumn(found(1, null), rule("float32"))).toEqual({
      column: { name: "m", type: "float32", values: [1, null] },
      categorical: false,
      description: "what it is",
      warning: null,
    });
    expect(chooseColumn(found("a"), rule("string", "categorical")).categorical).toBe(true);
    expect(chooseColumn(found(7), rule("uint32")).column.type).toBe("int64");
  });

  test("values that do not fit are typed by what they are, with a warning", () => {
    const { column, warning } = chooseColumn(found(1, 2.5), rule("int32"));
    expect(column.type).toBe("float64");
    expect(warning).toContain("'m' is int32 in the schema");
    expect(chooseColumn(found(2 ** 31), rule("int32")).column.type).toBe("int64");
  });
});
