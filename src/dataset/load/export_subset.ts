/** Exports some samples of a dataset. @module */
import { UsageError } from "../../base/errors.ts";
import type { ExportFormat } from "../export/export_formats.ts";
import { type ExportOptions, type ExportReport, exportSamples } from "../export/export_samples.ts";
import type { SampleReader } from "./sample_reader.ts";

/** What prepares samples on their way; files have what is stored. */
const PREPARED = ["center", "scale", "rotate", "scaler"] as const;

/** Writes the samples of a subset, or those that a query has found, into a new folder. */
export async function exportSubset(
  { reader, options: own }: SampleReader,
  { name, split, indices }: {
    readonly name: string;
    readonly split: string | null;
    readonly indices: readonly number[];
  },
  { format, path, options }: {
    readonly format: ExportFormat;
    readonly path: string;
    readonly options: Omit<ExportOptions, "split" | "subsets">;
  },
): Promise<ExportReport> {
  const cannot = (why: string, data: Readonly<Record<string, unknown>>) =>
    new UsageError(`Cannot export '${name}' to '${path}': ${why}`, { data });
  const prepared = PREPARED.find((option) => own[option] !== undefined && own[option] !== false);
  if (prepared !== undefined) {
    throw cannot(
      `its samples are prepared by '${prepared}', and files have the values that are stored. ` +
        `Ask for the samples without it`,
      { option: prepared },
    );
  }
  const other = ["split", "subsets"].find((option) => option in options);
  if (other !== undefined) {
    throw cannot(`'${other}' is that of the samples. Leave it out`, { option: other });
  }
  if (indices.length === 0) throw cannot("it has no samples. Ask for others", {});
  const subset = split === null ? "train" : name;
  const groups = options.groups ?? own.groups;
  const all: ExportOptions = groups === undefined ? options : { ...options, groups };
  return await exportSamples(reader, format, path, all, { name: subset, indices });
}
