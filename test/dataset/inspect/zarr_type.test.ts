import { expect, test } from "vitest";
import { typeOfV2, typeOfV3 } from "../../../src/dataset/inspect/zarr_type.ts";

test.each<[unknown, string, number | null, unknown]>([
  ["<f4", "float32", 4, undefined],
  [">i8", "int64, big-endian", 8, undefined],
  ["|b1", "bool", 1, undefined],
  ["|u1", "uint8", 1, undefined],
  ["<U12", "string[12]", 48, undefined],
  ["|S3", "bytes[3]", 3, undefined],
  ["|O", "object", null, undefined],
  ["<M8[ns]", "datetime64[ns]", 8, "<i8"],
  ["<m8[s]", "timedelta64[s]", 8, "<i8"],
  ["<c16", "complex128", 16, null],
  ["|V8", "raw[8]", 8, null],
  ["<f16", "float128", 16, null],
  [
    [["a", "<i4"], ["b", [["c", "|S2"]]]],
    "structure {a: int32, b: structure {c: bytes[2]}}",
    6,
    null,
  ],
  ["?", "?", null, null],
])("v2: %j is %s", (dtype, name, size, readAs) => {
  const found = typeOfV2(dtype);
  expect([found.name, found.size, found.readAs]).toEqual([name, size, readAs]);
});

const named = (name: string, configuration: object) => ({ name, configuration });

test.each<[unknown, string, number | null, unknown]>([
  ["float32", "float32", 4, undefined],
  ["bool", "bool", 1, undefined],
  ["string", "string", null, undefined],
  ["complex64", "complex64", 8, null],
  [named("fixed_length_utf32", { length_bytes: 20 }), "string[5]", 20, "v2:U5"],
  [named("null_terminated_bytes", { length_bytes: 3 }), "bytes[3]", 3, "v2:S3"],
  [named("numpy.datetime64", { unit: "ns", scale_factor: 1 }), "datetime64[ns]", 8, "int64"],
  [
    named("struct", { fields: [{ name: "a", data_type: "int32" }] }),
    "structure {a: int32}",
    4,
    null,
  ],
  [named("structured", { fields: [["a", "int8"]] }), "structure {a: int8}", 1, null],
  ["r16", "r16", 2, null],
  [named("of_somebody", {}), "of_somebody", null, null],
  [null, "null", null, null],
])("v3: %j is %s", (type, name, size, readAs) => {
  const found = typeOfV3(type);
  expect([found.name, found.size, found.readAs]).toEqual([name, size, readAs]);
});

test("a time has its unit in milliseconds, a span of time has none", () => {
  expect(typeOfV2("<M8[D]").msPerUnit).toBe(86_400_000);
  expect(typeOfV3(named("numpy.datetime64", { unit: "s", scale_factor: 10 })).msPerUnit).toBe(
    10_000,
  );
  expect(typeOfV2("<m8[D]").msPerUnit).toBeUndefined();
});
