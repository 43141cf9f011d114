/**
 * `trunnion export`: a dataset in the files of other libraries, or a CAD file as triangles.
 *
 * @module
 */
import type { Command } from "commander";
import { UsageError } from "../../base/errors.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../dataset/export/export_formats.ts";
import type { ExportOptions } from "../../dataset/export/export_samples.ts";
import {
  type ExportedProfile,
  PROFILE_EXPORTS,
} from "../../dataset/export/profiles/find_exporter.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { here } from "../flow_result.ts";
import { number, oneOf } from "../option_values.ts";
import { isCadFile } from "./is_cad_file.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { countedText } from "../../page/quantity_text.ts";

interface ExportFlags extends CommonOptions, Omit<ExportOptions, "mesh"> {
  /** The format; with a profile the folder. */
  format?: string;
  profile?: ExportedProfile;
  out?: string;
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
        "dataset, or one file for a CAD file, in which all its bodies stand in their places.\n\n" +
        "Or write the files that the code of a published model reads, with --profile.",
    )
    .argument("<source>", "the flow's folder, its .flow or its .dataset; a pack; or a CAD file")
    .option("--to, --format <format>", `what to write: ${EXPORT_FORMATS.join(", ")}`)
    .option(
      "--profile <name>",
      `write what the model's code reads, into the folder --to: ${PROFILE_EXPORTS.join(", ")}`,
      oneOf(PROFILE_EXPORTS),
    )
    .option("--out <path>", "the folder to write; of a CAD file, or the file")
    .option("--split <name>", "the split by which samples are divided", "default")
    .option("--subsets <names...>", "the subsets to write (default: all)")
    .option("--groups <names...>", "the groups to write (default: all)")
    .option("--label <name>", "the column whose codes are y, for pyg; a profile's face labels")
    .option("--chordal <length>", "how far triangles may lie off, in mm", number(0))
    .option("--angular <degrees>", "how far they may turn from one to the next", number(0))
    .option("--replace", "put it in the place of an export that is there")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion export out/flows/parts --format parquet --out parts_hub\n" +
        "  trunnion export out/flows/parts --format pyg --label family --out parts_pyg\n" +
        "  trunnion export out/flows/parts --profile uvnet --to parts_uvnet\n" +
        "  trunnion export part.step --to glb --out part.glb\n" +
        "  trunnion export out/flows/parts --to stl --out parts_stl",
    );
  withCommonOptions(command).action((source: string, flags: ExportFlags) =>
    session.run(flags, async () => {
      const { json: _json, debug: _debug, chordal, angular, ...others } = flags;
      const { format: _format, out: _out, profile: _profile, ...options } = others;
      const { format, out } = target(flags);
      const mesh = {
        ...(chordal === undefined ? {} : { chordal }),
        ...(angular === undefined ? {} : { angular: angular * Math.PI / 180 }),
      };
      if (isCadFile(source)) {
        const { exportCadFile } = await import("./export_cad_file.ts");
        return await exportCadFile(source, format, out, {
          ...mesh,
          replace: options.replace === true,
        });
      }
      using dataset = await openDataset(source);
      const report = await dataset.exportTo(format, out, { ...options, mesh });
      const sizes = Object.entries(report.samples).map(([name, count]) => `${name} ${count}`);
      const lines = [
        `Exported ${sizes.join(", ")} into ${countedText(report.files.length, "file")}, ` +
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

/** What is written, and where to. */
function target({ format, profile, out }: ExportFlags): { format: ExportFormat; out: string } {
  if (profile !== undefined) {
    const folders = [format, out].filter((folder) => folder !== undefined);
    if (folders.length === 1) return { format: profile, out: folders[0] };
    throw new UsageError(
      `Cannot export for '${profile}': one folder must be named, --to DIR, found ` +
        (folders.length === 0 ? "none" : `${folders[0]} and ${folders[1]}`),
    );
  }
  const allowed = EXPORT_FORMATS.find((name) => name === format);
  if (allowed === undefined) {
    throw new UsageError(
      `Cannot export: --format must be one of ${EXPORT_FORMATS.join(", ")}, found ` +
        `${format ?? "none"}. For the code of a published model name its --profile`,
      { data: { format } },
    );
  }
  if (out !== undefined) return { format: allowed, out };
  throw new UsageError(`Cannot export as ${allowed}: say where to, --out PATH`);
}
