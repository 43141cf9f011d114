/** Splits into folds, for cross-validation. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import { shownValue } from "../../page/shown_value.ts";
import type { DatasetReader } from "../read/reader.ts";
import { CADDataset } from "./cad_dataset.ts";
import { divideDataset } from "../split/split.ts";
import { FOLD_OPTIONS, type FoldOptions, foldsOf, splitNameOf } from "../split/split_options.ts";
import { splitPage } from "../split/split_page.ts";
import type { SplitReport } from "../split/split_report.ts";

/** One round of a cross-validation. */
export interface Fold {
  /** Its name, that of its test set in the split: `fold_0`, ... */
  readonly name: string;
  /** The samples of all other folds. */
  readonly train: CADDataset;
  /** The samples of this fold. */
  readonly test: CADDataset;
}

/** The rounds of a cross-validation, with a report of their split. */
export type Folds = readonly Fold[] & { readonly report: SplitReport };

/**
 * Divides a dataset's samples into folds of about equal size: each is the test set of one round,
 * and the others are that round's training set. They are a split like any other, with subsets
 * `fold_0`, `fold_1`, ...; to ask again gives the folds that are there.
 *
 * @throws {UsageError} as splits do, and when there are more folds than groups
 */
export async function foldSamples(
  reader: DatasetReader,
  options: FoldOptions = {},
): Promise<Folds> {
  requireKnownOptions("split the dataset into folds", options, FOLD_OPTIONS);
  const shares = foldsOf(options);
  const name = splitNameOf(options, "kfold");
  const { report, ...divided } = await divideDataset(reader, name, options, shares);
  const subsets = divided.subsets.list();
  const folds = shares.map((fold): Fold => {
    const pick = (called: string, is: boolean) => {
      const indices = subsets.flatMap((one, s) =>
        one !== null && (one === fold.name) === is ? [s] : []
      );
      return new CADDataset(reader, { name: called, split: name, indices });
    };
    return {
      name: fold.name,
      train: pick(`all but ${fold.name}`, false),
      test: pick(fold.name, true),
    };
  });
  return Object.freeze(shownValue(Object.assign(folds, { report }), {
    page: () => splitPage(report),
    line: () =>
      `${folds.length} folds${report.key === "" ? "" : ` by ${report.key}`} of ` +
      `${
        folds.map(({ test }) => test.length).join(", ")
      } samples (seed ${report.seed}; see .report)`,
  }));
}
