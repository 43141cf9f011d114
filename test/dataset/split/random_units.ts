/** Random samples in units, for tests of how units are divided. */
import { rankTexts } from "../../../src/dataset/split/rank_units.ts";
import { CodedTexts } from "../../../src/storage/column/coded_texts.ts";
import { ListedTexts } from "../../../src/storage/column/text_rows.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { labelsOfTexts } from "../../../src/dataset/split/sample_classes.ts";
import { type UnitTable, unitTable } from "../../../src/dataset/split/unit_table.ts";

/** The samples of a unit, each with its labels. */
export type Unit = readonly (readonly string[])[];

/** Units as the columns that are divided; their places are their names. */
export function tableOf(units: readonly Unit[], seed = 42, names?: readonly string[]): UnitTable {
  const samples = units.flatMap((unit, u) => unit.map((labels) => ({ labels, u })));
  const labels = labelsOfTexts(
    CodedTexts.of(samples.map((one) => JSON.stringify(one.labels))),
    "multilabel",
  );
  const texts = samples.map(({ u }) => names?.[u] ?? `unit ${u}`);
  const ranks = rankTexts(
    [new ListedTexts(texts)],
    texts.map(() => 0),
    texts.map((_, i) => i),
    seed,
  );
  return unitTable(samples.map(({ u }) => u), labels, ranks);
}

/** Units of 1 to `most` samples of `classes` classes, skewed. */
export function randomUnits(seed: number, count: number, most: number, classes: number): Unit[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + random.below(most) },
      () => [`class ${random.below(1 + random.below(classes))}`],
    ));
}
