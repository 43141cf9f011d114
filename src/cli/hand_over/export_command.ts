/**
 * `trunnion export`: a dataset in the files of other libraries.
 *
 * @module
 */
import { type Command, Option } from "commander";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportOptions,
} from "../../dataset/export/export_samples.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { here } from "../flow_result.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";

interface ExportFlags extends CommonOptions, ExportOptions {
  format: ExportFormat;
  out: string;
}

/** Adds the command. */
export function addExportCommand(program: Command, session: Session): void {
  const command = program.command("export")
    .summary("write a dataset into the files of other libraries")
    .description(
      "Write a dataset's samples, by subset, as npz files, safetensors, Arrow, Parquet in the " +
        "layout of the Hub of Hugging Face, or graphs for PyTorch Geometric. Codes travel with " +
        "their names.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset; or a pack")
    .addOption(
      new Option("--format <format>", "what to write").choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption("--out <dir>", "the folder to write")
    .option("--split <name>", "the split by which samples are divided", "default")
    .option("--subsets <names...>", "the subsets to write (default: all)")
    .option("--groups <names...>", "the groups to write (default: all)")
    .option("--label <column>", "the column whose codes are y, for pyg")
    .option("--replace", "put it in the place of an export that is there")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion export out/flows/parts --format parquet --out parts_hub\n" +
        "  trunnion export out/flows/parts --format pyg --label family --out parts_pyg",
    );
  withCommonOptions(command).action((flow: string, flags: ExportFlags) =>
    session.run(flags, async () => {
      const { format, out, json: _json, debug: _debug, ...options } = flags;
      using dataset = await openDataset(flow);
      const report = await dataset.exportTo(format, out, options);
      const sizes = Object.entries(report.samples).map(([name, count]) => `${name} ${count}`);
      const lines = [
        `Exported ${sizes.join(", ")} into ${report.files.length} files, ` +
        `${(report.bytes / 1e6).toFixed(1)} MB: ${here(report.path)}`,
      ];
      if (report.leftOut > 0) lines.push(`In no subset, and left out: ${report.leftOut}`);
      return { text: lines.join("\n"), json: { ...report } };
    })
  );
}
