import { describe, expect, test } from "vitest";
import {
  findArray,
  findGroup,
  findMetadataRule,
  splitKey,
} from "../../../src/storage/schema/schema.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

function schema() {
  const builder = new SchemaBuilder({ domain: "parts" });
  builder.createGroup("faces", "face").createArray("areas", ["face"], "float32");
  builder.defineFileMetadata("Weight*", "float64");
  builder.defineFileMetadata("weight_class", "string");
  builder.defineFileMetadata("*_at_*_end", "date");
  builder.defineFileMetadata("*", "string");
  return builder.build();
}

describe("lookups", () => {
  test("find a group and an array, and nothing inherited", () => {
    expect(findGroup(schema(), "faces")?.baseDimension).toBe("face");
    expect(findArray(schema(), "faces", "areas")?.dtype).toBe("float32");
    expect(findGroup(schema(), "constructor")).toBeNull();
    expect(findArray(schema(), "faces", "toString")).toBeNull();
    expect(findArray(schema(), "edges", "areas")).toBeNull();
  });

  test("split a key at its first slash", () => {
    expect(splitKey("faces/areas")).toEqual({ group: "faces", array: "areas" });
    expect(splitKey("faces/a/b")).toEqual({ group: "faces", array: "a/b" });
    for (const key of ["faces", "/areas", "faces/", ""]) expect(splitKey(key)).toBeNull();
  });
});

describe("metadata rules", () => {
  test("the exact name counts before a pattern, the first pattern before the next", () => {
    expect(findMetadataRule(schema(), "weight_class")?.dtype).toBe("string");
    expect(findMetadataRule(schema(), "WEIGHT_of_part")?.dtype).toBe("float64");
    expect(findMetadataRule(schema(), "started_at_the_end")?.name).toBe("*_at_*_end");
    expect(findMetadataRule(schema(), "other")?.name).toBe("*");
  });

  test("a pattern's parts may not overlap, and other characters mean themselves", () => {
    const builder = new SchemaBuilder({ domain: "parts" });
    builder.defineFileMetadata("ab*ba", "string");
    builder.defineFileMetadata("a.*x", "string");
    const rules = builder.build();
    expect(findMetadataRule(rules, "aba")).toBeNull();
    expect(findMetadataRule(rules, "abba")?.name).toBe("ab*ba");
    expect(findMetadataRule(rules, "abx")).toBeNull();
    expect(findMetadataRule(rules, "A.bX")?.name).toBe("a.*x");
  });
});
