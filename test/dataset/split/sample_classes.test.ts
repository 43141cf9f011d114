import { expect, test } from "vitest";
import type { DatasetReader } from "../../../src/dataset/read/reader.ts";
import { classesOf, labelsOfTexts } from "../../../src/dataset/split/sample_classes.ts";
import { CodedTexts } from "../../../src/storage/column/coded_texts.ts";
import { CodedColumn, type PackedColumn } from "../../../src/storage/column/packed_column.ts";
import { packedColumn } from "../../helpers/packed_column.ts";

/** The classes of samples whose infoset has a column in these parts. */
async function classesOfParts(...parts: PackedColumn[]) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const reader = {
    arrays: { groups: () => [] },
    infoset: { has: () => true },
    infoParts: () => Promise.resolve({ length, parts }),
    plain: { offsets: new Float64Array(length + 1), single: true },
    vocabularies: new Map(),
    sampleCount: length,
  } as unknown as DatasetReader;
  const rule = { keys: ["family"], group: null, stratify: "single", bins: null } as const;
  const { texts, ...rest } = await classesOf(reader, rule);
  return { ...rest, texts: texts.list() };
}

test("texts that are numbered already are the classes that a list of them is", async () => {
  const numbered = await classesOfParts(
    new CodedColumn(Int8Array.of(0, 2, 0), ["shaft", "of no sample", "gear"]),
    new CodedColumn(Int8Array.of(1, 0), ["plate", "shaft"]),
  );
  const list = ["shaft", "gear", "shaft", "shaft", "plate"];
  expect(numbered).toEqual(await classesOfParts(packedColumn(list)));
  expect(numbered).toEqual({
    keys: ["family"],
    names: ["gear", "plate", "shaft"],
    edges: [null],
    texts: list,
  });
});

test("samples without a text are a class of their own", async () => {
  const { names, texts } = await classesOfParts(new CodedColumn(Int8Array.of(0, -1), ["shaft"]));
  expect([names, texts]).toEqual([["(missing)", "shaft"], ["shaft", "(missing)"]]);
});

test("labels are places among the names that samples have", () => {
  const texts = new CodedTexts(Int32Array.of(2, 0, -1, 2), ['["b","a"]', "none has it", '["c"]']);
  expect(labelsOfTexts(texts, "multilabel")).toEqual({
    names: ["a", "b", "c", "null"],
    starts: Uint32Array.of(0, 1, 3, 4, 5),
    labels: Uint32Array.of(2, 1, 0, 3, 2),
  });
  expect(labelsOfTexts(texts, "single")).toEqual({
    names: ['["b","a"]', '["c"]', "null"],
    starts: Uint32Array.of(0, 1, 2, 3, 4),
    labels: Uint32Array.of(1, 0, 2, 1),
  });
  expect(labelsOfTexts(texts, "none").names).toEqual([]);
});
