/** Looks at a split that was made elsewhere. @module */
import { UsageError } from "../../base/errors.ts";
import { type OptionNames, requireKnownOptions } from "../../base/known_options.ts";
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { pageBundle } from "../../page/page_bundle.ts";
import type { DatasetReader } from "../read/reader.ts";
import { fingerprintsOf, pointsOf } from "../split/duplicates.ts";
import { CodedTexts } from "../../storage/column/coded_texts.ts";
import { classesOf } from "../split/sample_classes.ts";
import type { DivideOptions } from "../split/split_options.ts";
import { ruleOf } from "../split/split_options.ts";
import { splitPage } from "../split/split_page.ts";
import { sampleKeys } from "../split/sample_keys.ts";
import { reportOf, type SplitReport } from "../split/split_report.ts";
import { sampleColumns } from "../split/split_sample.ts";
import { SUBSETS } from "../split/subset_name.ts";
import { keyText } from "./column_values.ts";
import { type JoinOn, matchRows } from "./match_rows.ts";
import { type JoinTable, readRows } from "./read_rows.ts";

/** How a split from outside is read, and looked at. */
export interface CheckSplitOptions
  extends Pick<DivideOptions, "key" | "group" | "stratify" | "groupBy" | "bins"> {
  /**
   * The columns by which rows are told, as for `join`.
   *
   * @default {the first that the table has: name, file and body_index, file, content_key, id}
   */
  readonly on?: JoinOn;
  /**
   * The column that says which subset a sample is in.
   *
   * @default {"subset", else "split"}
   */
  readonly column?: string;
}

const OPTIONS: OptionNames<CheckSplitOptions> = {
  key: true,
  group: true,
  stratify: true,
  groupBy: true,
  bins: true,
  on: true,
  column: true,
};

/** What others call our subsets. */
const ALIASES: Readonly<Record<string, string>> = {
  training: "train",
  val: "validation",
  valid: "validation",
  dev: "validation",
  testing: "test",
};

/**
 * Reports a split that was made elsewhere as if it were ours: sizes, balance, class weights and
 * what leaks. Nothing is written. Samples that no row names are in no subset.
 *
 * @throws {UsageError} when the table cannot be read, no row is about a sample that is there, or it
 *   has no column of subsets
 */
export async function checkSplit(
  reader: DatasetReader,
  outside: JoinTable,
  options: CheckSplitOptions = {},
): Promise<SplitReport> {
  requireKnownOptions("check a split", options, OPTIONS);
  const { on, column: wanted, groupBy = "file", ...how } = options;
  const table = await readRows(outside);
  const there = [...table.columns.keys()];
  const column = wanted ?? ["subset", "split"].find((name) => there.includes(name));
  if (column === undefined || !there.includes(column)) {
    throw new UsageError(
      `Cannot check the split of '${table.from}': it must have a column of subsets, ` +
        `'${wanted ?? "subset"}', and has ${there.join(", ")}. Name it: \`column: "..."\``,
      { data: { column: wanted ?? null, columns: there } },
    );
  }
  const { rows, unmatched, group } = await matchRows(reader, table, on);
  if (group !== null) {
    throw new UsageError(
      `Cannot check the split of '${table.from}': its rows must be about samples, and are about ` +
        'faces. Say by which columns samples are told: `on: "name"`',
    );
  }
  const values = [...table.columns.get(column)!];
  const subsets = Array.from(rows, (row) => {
    const text = row < 0 ? null : keyText(values[row]);
    if (text === null || text === "") return null;
    const plain = text.toLowerCase();
    return ALIASES[plain] ?? (SUBSETS.some((one) => one === plain) ? plain : text);
  });
  const found = [...new Set(subsets.filter((one) => one !== null))].sort();
  const names = found.some((one) => SUBSETS.some((own) => own === one))
    ? [...SUBSETS, ...found.filter((one) => !SUBSETS.some((own) => own === one))]
    : found;
  const rule = ruleOf(how, []);
  const samples = await sampleColumns(reader, groupBy);
  const report = reportOf({
    name: null,
    stratify: rule.stratify,
    seed: null,
    groupBy: typeof groupBy === "function" ? "(function)" : groupBy,
    kept: false,
    names,
    wanted: found,
    classes: await classesOf(reader, rule),
    samples,
    keys: sampleKeys(samples),
    subsets: CodedTexts.of(subsets),
    duplicates: 0,
    excluded: 0,
    fingerprints: await fingerprintsOf(reader),
    points: await pointsOf(reader),
  });
  const few = unmatched.slice(0, 5).map(({ key }) => `'${key}'`).join(", ");
  const notes = unmatched.length === 0 ? report.notes : [
    ...report.notes,
    `${unmatched.length} of ${table.length} rows are about nothing that the dataset has: ${few}`,
  ];
  const told = { ...report, notes };
  const sizes = Object.entries(report.sizes).map(([name, size]) => `${name} ${size}`).join(", ");
  return Object.defineProperties(told, {
    [JUPYTER_DISPLAY]: { value: () => pageBundle(splitPage(told)), enumerable: false },
    [INSPECT]: {
      value: () => [`Split of ${table.from}: ${sizes}`, ...notes].join("\n"),
      enumerable: false,
    },
  });
}
