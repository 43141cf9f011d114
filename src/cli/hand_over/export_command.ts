/**
 * `trunnion export`: a dataset in the files of other libraries, or a CAD file as triangles.
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
import { number } from "../option_values.ts";
import { exportCadFile, isCadFile } from "./export_cad_file.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";

interface ExportFlags extends CommonOptions, Omit<ExportOptions, "mesh"> {
  format: ExportFormat;
  out: string;
  chordal?: number;
  angular?: number;
}

/** How many meshes that are not whole are named. */
const MOST_NAMED = 5;

/** Adds the command. */
export function addExportCommand(program: Command, session: Session): void {
  const command = program.command("export")
    .summary("write a dataset into the files of other libraries, or CAD files as triangles")
    .description(
      "Write a dataset's samples, by subset, as npz files, safetensors, Arrow, Parquet in the " +
        "layout of the Hub of Hugging Face, or graphs for PyTorch Geometric. Codes travel with " +
        "their names.\n\nOr write triangles, as GLB, STL or OBJ: a file for each sample of a " +
        "dataset, or one file for a CAD file, in which all its bodies stand in their places.",
    )
    .argument("<source>", "the flow's folder, its .flow or its .dataset; a pack; or a CAD file")
    .addOption(
      new Option("--to, --format <format>", "what to write").choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption("--out <path>", "the folder to write; of a CAD file, or the file")
    .option("--split <name>", "the split by which samples are divided", "default")
    .option("--subsets <names...>", "the subsets to write (default: all)")
    .option("--groups <names...>", "the groups to write (default: all)")
    .option("--label <column>", "the column whose codes are y, for pyg")
    .option("--chordal <length>", "how far triangles may lie off, in mm", number(0))
    .option("--angular <degrees>", "how far they may turn from one to the next", number(0))
    .option("--replace", "put it in the place of an export that is there")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion export out/flows/parts --format parquet --out parts_hub\n" +
        "  trunnion export out/flows/parts --format pyg --label family --out parts_pyg\n" +
        "  trunnion export part.step --to glb --out part.glb\n" +
        "  trunnion export out/flows/parts --to stl --out parts_stl",
    );
  withCommonOptions(command).action((source: string, flags: ExportFlags) =>
    session.run(flags, async () => {
      const { format, out, json: _json, debug: _debug, chordal, angular, ...options } = flags;
      const mesh = {
        ...(chordal === undefined ? {} : { chordal }),
        ...(angular === undefined ? {} : { angular: angular * Math.PI / 180 }),
      };
      if (isCadFile(source)) {
        return await exportCadFile(source, format, out, {
          ...mesh,
          replace: options.replace === true,
        });
      }
      using dataset = await openDataset(source);
      const report = await dataset.exportTo(format, out, { ...options, mesh });
      const sizes = Object.entries(report.samples).map(([name, count]) => `${name} ${count}`);
      const lines = [
        `Exported ${sizes.join(", ")} into ${report.files.length} files, ` +
        `${(report.bytes / 1e6).toFixed(1)} MB: ${here(report.path)}`,
      ];
      if (report.leftOut > 0) lines.push(`In no subset, and left out: ${report.leftOut}`);
      for (const { name, reason } of report.incomplete.slice(0, MOST_NAMED)) {
        lines.push(`Not whole: ${name}: ${reason}`);
      }
      if (report.incomplete.length > MOST_NAMED) {
        lines.push(`Not whole besides: ${report.incomplete.length - MOST_NAMED}`);
      }
      return { text: lines.join("\n"), json: { ...report } };
    })
  );
}
