import { expect, test } from "vitest";
import { joinSchemas } from "../../../src/storage/schema/join_schemas.ts";
import { SchemaBuilder } from "../../../src/storage/schema/schema_builder.ts";

function schemaOf(domain: string, base: string, dtype: "float32" | "int32", ...arrays: string[]) {
  const builder = new SchemaBuilder({ domain, version: "1.0" });
  const group = builder.createGroup("faces", base, "of each");
  for (const array of arrays) group.createArray(array, [base], dtype, array);
  builder.defineFileMetadata("note", "string", domain);
  return builder.build();
}

const ATTEMPT = "encode an item by several tasks";

test("allows what either allows, each rule once", () => {
  const joined = joinSchemas(
    ATTEMPT,
    schemaOf("a", "face", "float32", "areas"),
    schemaOf("b", "face", "float32", "areas", "angles"),
  );
  expect(Object.keys(joined.groups.faces.arrays)).toEqual(["areas", "angles"]);
  expect(joined.metadata.map(({ name, description }) => [name, description])).toEqual([
    ["note", "a"],
  ]);
  expect([joined.domain, joined.version]).toEqual(["a+b", "1.0"]);
});

test("equal schemas are one", () => {
  const schema = schemaOf("a", "face", "float32", "areas");
  expect(joinSchemas(ATTEMPT, schema, schemaOf("a", "face", "float32", "areas"))).toBe(schema);
});

test("refuses what they declare differently", () => {
  const schema = schemaOf("a", "face", "float32", "areas");
  expect(() => joinSchemas(ATTEMPT, schema, schemaOf("b", "face", "int32", "areas"))).toThrow(
    "'faces/areas' has float32 (face) in one and int32 (face) in another",
  );
  expect(() => joinSchemas(ATTEMPT, schema, schemaOf("b", "part", "float32", "x"))).toThrow(
    "'faces' has rows of 'face' in one and rows of 'part' in another",
  );
});
