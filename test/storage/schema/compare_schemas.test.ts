import { describe, expect, test } from "vitest";
import { compareSchemas } from "../../../src/storage/schema/compare_schemas.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

function builder(version: string) {
  const made = new SchemaBuilder({ domain: "parts", version });
  made.createGroup("labels", "body").createArray("family", ["body"], "int32");
  made.defineFileMetadata("time", "float32");
  return made;
}

const before = builder("1.0").build();

describe("compareSchemas", () => {
  test("finds nothing between a schema and its copy", () => {
    expect(compareSchemas(before, builder("1.0").build())).toEqual({
      compatible: true,
      changes: [],
      version: null,
    });
  });

  test("an array that samples may lack can be added, and asks for a minor version", () => {
    const after = builder("1.0");
    after.getGroup("labels")!.createArray("size", ["body"], "float32", "", { missing: NaN });
    const { compatible, changes, version } = compareSchemas(before, after.build());
    expect(compatible).toBe(true);
    expect(changes.map(({ sentence }) => sentence)).toEqual(["array 'labels/size' was added"]);
    expect(version).toBe("raise it from 1.0 to 1.1");
  });

  test("an array without a missing value can neither come nor go", () => {
    const after = builder("1.7");
    after.getGroup("labels")!.removeArray("family").createArray("kind", ["body"], "int32");
    const { compatible, changes, version } = compareSchemas(before, after.build());
    expect(compatible).toBe(false);
    expect(changes.map(({ name, change, breaking }) => [name, change, breaking])).toEqual([
      ["labels/family", "removed", true],
      ["labels/kind", "added", true],
    ]);
    expect(version).toBe("raise it from 1.0 to 2.0");
  });

  test.each([
    ["type", "int64", ["body"], {}, true],
    ["dimensions", "int32", ["body", "dim"], {}, true],
    ["missing value", "int32", ["body"], { missing: -1 }, true],
    ["range", "int32", ["body"], { range: [0, 9] as const }, false],
  ])("another %s of an array", (_, dtype, dims, options, breaking) => {
    const after = builder("2.0");
    after.getGroup("labels")!.removeArray("family")
      .createArray("family", dims, dtype as "int32", "", options);
    const found = compareSchemas(before, after.build());
    expect(found.changes).toHaveLength(1);
    expect(found.compatible).toBe(!breaking);
    expect(found.version).toBeNull();
  });

  test("rows of other things, and metadata of another type", () => {
    const after = new SchemaBuilder({ domain: "parts", version: "1.1" });
    after.createGroup("labels", "face").createArray("family", ["face"], "int32");
    after.defineFileMetadata("time", "float64").defineFileMetadata("note", "string");
    const { changes } = compareSchemas(before, after.build());
    expect(changes.map(({ of, name, breaking }) => [of, name, breaking])).toEqual([
      ["group", "labels", true],
      ["metadata", "time", true],
      ["metadata", "note", false],
    ]);
  });

  test("refuses what is no schema", () => {
    expect(() => compareSchemas(before, {} as never)).toThrow("Cannot compare schemas");
  });
});
