/**
 * The folder that samples are written to.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { fs, paths } from "../../base/node/builtins.ts";
import { messageOf } from "../../base/message_of.ts";
import { TrunnionError } from "../../base/errors.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { CSV_COLUMNS, labelsCsv, labelsJson, type PartLabels } from "./part_labels.ts";

/** The name of the table of a folder. */
const LABELS_CSV = "labels.csv";

/** A folder cannot take sample parts. */
export class SampleFolderError extends TrunnionError {
  /** The class, as tables of errors name it. */
  override name = "SampleFolderError";
}

/** The name of the labels beside a STEP file. */
function labelsFileOf(stepFile: string): string {
  return stepFile.replace(/\.step$/, ".labels.json");
}

/**
 * Writes parts and their labels into one folder. Every file is whole or not there, and files
 * that are not ours stay as they are.
 */
export class SampleFolder {
  readonly dir: string;
  /** What was in the folder before. */
  readonly #before: readonly string[];

  /**
   * Makes the folder ready: it exists, it can be written to, and it has no table of labels, so
   * that a run which is broken off leaves no table that does not fit.
   *
   * @throws {SampleFolderError} where the path is no folder, may not be written to, or holds a
   * `labels.csv` that Trunnion did not write
   */
  constructor(dir: string) {
    this.dir = dir;
    this.#before = this.#attempt(() => {
      fs().mkdirSync(dir, { recursive: true });
      return fs().readdirSync(dir);
    });
    if (this.#before.includes(LABELS_CSV)) this.#takeTable();
    const csv = paths().join(dir, LABELS_CSV);
    // Found out now, not after the first part is made.
    this.#attempt(() => writeAtomically(csv, (temporary) => fs().writeFileSync(temporary, "")));
    this.#attempt(() => fs().rmSync(csv));
  }

  /** Removes our own table of an earlier run; another's is not ours to replace. */
  #takeTable(): void {
    const path = paths().join(this.dir, LABELS_CSV);
    const [header] = this.#attempt(() => fs().readFileSync(path, "utf8")).split("\n", 1);
    if (header !== CSV_COLUMNS.join(",")) {
      throw new SampleFolderError(
        `Cannot write sample parts to '${this.dir}': its '${LABELS_CSV}' would be replaced, and ` +
          `Trunnion did not write it (its first line is '${header.slice(0, 60)}'). Move that ` +
          "file away, or choose another folder.",
        { data: { dir: this.dir, header } },
      );
    }
  }

  /** Writes one part: the STEP file and its labels. */
  writePart(step: Uint8Array, labels: PartLabels): void {
    this.#write(labels.file, step);
    this.#write(labelsFileOf(labels.file), labelsJson(labels));
  }

  /** Writes the table of all parts: the last file of a run. */
  writeTable(parts: readonly PartLabels[]): void {
    this.#write(LABELS_CSV, labelsCsv(parts));
  }

  /** The names that were there before and are not among `parts`, sorted. */
  untouched(parts: readonly PartLabels[]): string[] {
    const ours = new Set([
      LABELS_CSV,
      ...parts.flatMap(({ file }) => [file, labelsFileOf(file)]),
    ]);
    return this.#before.filter((name) =>
      !ours.has(name) && fs().existsSync(paths().join(this.dir, name))
    )
      .sort();
  }

  #write(name: string, content: Uint8Array | string): void {
    const path = paths().join(this.dir, name);
    this.#attempt(() =>
      writeAtomically(path, (temporary) => fs().writeFileSync(temporary, content))
    );
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (cause) {
      // Of a file that cannot be written, what the system says, without the file's own name.
      const reason = cause instanceof UsageError
        ? messageOf(cause.cause).split(", ")[0]
        : messageOf(cause);
      throw new SampleFolderError(
        `Cannot write sample parts to '${this.dir}': it must be a folder that may be written ` +
          `to, found: ${reason}. Choose another folder, or change its permissions.`,
        { cause, data: { dir: this.dir } },
      );
    }
  }
}
