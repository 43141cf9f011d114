import { expect, test } from "vitest";
import { evaluateQuery } from "../../../src/dataset/query/evaluate_query.ts";
import { where } from "../../../src/dataset/query/where.ts";
import type { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { CodedColumn, type PackedColumn } from "../../../src/storage/column/packed_column.ts";
import { packedColumn } from "../../helpers/packed_column.ts";

const FAMILIES = ["shaft", null, "gear", "shaft", "plate", null, "gear", "axle"];
const NAMES = ["shaft", "gear", "plate", "axle"];

/** A reader of samples whose infoset has one column. */
function readerOf(...parts: PackedColumn[]): DatasetReader {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return {
    arrays: { groups: () => [], find: () => null },
    infoset: { has: () => true },
    infoParts: () => Promise.resolve({ length, parts }),
    plain: { offsets: Float64Array.from({ length: length + 1 }, (_, i) => i), single: true },
    vocabularies: new Map(),
    sampleCount: length,
  } as unknown as DatasetReader;
}

test("numbered texts are found as texts are, whatever is asked", async () => {
  const codes = FAMILIES.map((one) => one === null ? -1 : NAMES.indexOf(one));
  const numbered = readerOf(
    new CodedColumn(Int8Array.from(codes.slice(0, 4)), NAMES),
    new CodedColumn(Int8Array.from(codes.slice(4)), NAMES),
  );
  const listed = readerOf(packedColumn(FAMILIES));
  const family = where("family");
  const queries = [
    family.eq("gear"),
    family.ne("gear"),
    family.eq(null),
    family.ne(null),
    family.gt("gear"),
    family.le("gear"),
    family.between("b", "q"),
    family.in(["axle", "shaft", null]),
    family.eq("nowhere"),
    family.eq("gear").or(family.eq("axle")).not(),
    family.gt("axle").and(family.lt("shaft")),
  ];
  const found: number[][] = [];
  for (const query of queries) {
    const own = await evaluateQuery(numbered, query);
    expect(own, JSON.stringify(query)).toEqual(await evaluateQuery(listed, query));
    found.push(own);
  }
  expect(found.slice(0, 3)).toEqual([[2, 6], [0, 1, 3, 4, 5, 7], [1, 5]]);
  const asked = (row: { family: string }) => row.family === "shaft";
  expect(await evaluateQuery(numbered, asked as never)).toEqual([0, 3]);
  await expect(evaluateQuery(numbered, family.eq(3))).rejects.toThrow("it holds strings, such as");
});
