/** What joining a table has found. @module */

/** Examples that are told. */
export const EXAMPLES = 5;

/** What a join has found. */
export interface JoinReport {
  /** The name that the columns are kept under; null for a join in memory. */
  readonly name: string | null;
  /** The columns that there are now, by the names that find them. */
  readonly columns: readonly string[];
  /** Whether rows were about samples or about faces. */
  readonly level: "sample" | "face";
  /** Rows of the table. */
  readonly rows: number;
  /** Rows about nothing that the dataset has. */
  readonly unmatchedRows: number;
  /** The first of them: numbers of rows from 1, without the header, and their keys. */
  readonly unmatchedExamples: readonly { readonly row: number; readonly key: string }[];
  /** Samples, or faces, that have a row. */
  readonly matched: number;
  /** Samples, or faces, that have none. */
  readonly without: number;
  /** The names of the first samples that have none, or lack one for some face. */
  readonly withoutExamples: readonly string[];
}

/** A report in a sentence or two. */
export function joinText(report: JoinReport): string {
  const { name, columns, level, rows, unmatchedRows, matched, without } = report;
  const things = (count: number) => `${count} ${level}${count === 1 ? "" : "s"}`;
  const parts = [
    `Joined ${columns.join(", ")}${name === null ? "" : `, kept as '${name}'`}: ` +
    `${matched} of ${things(matched + without)} have a row.`,
  ];
  if (unmatchedRows > 0) {
    const first = report.unmatchedExamples.map(({ row, key }) => `row ${row} '${key}'`).join(", ");
    parts.push(
      `${unmatchedRows} of ${rows} rows are about nothing that is there: ${first}` +
        `${unmatchedRows > EXAMPLES ? ", ..." : ""}.`,
    );
  }
  if (without > 0) {
    parts.push(
      `${things(without)} without a row: ${level === "face" ? "of " : ""}` +
        `${report.withoutExamples.join(", ")}${without > EXAMPLES ? ", ..." : ""}.`,
    );
  }
  return parts.join(" ");
}
