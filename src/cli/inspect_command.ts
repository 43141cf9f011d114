/**
 * `trunnion inspect`: says what a file holds.
 *
 * @module
 */
import type { Command } from "commander";
import { integer } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface InspectFlags extends CommonOptions {
  readonly rows?: number;
  readonly columns?: number;
}

/** Adds the command. */
export function addInspectCommand(program: Command, session: Session): void {
  const command = program.command("inspect")
    .summary("print what a dataset or a file holds, whoever wrote it")
    .description(
      "Print what a dataset, one encoded file (.data), any Zarr store or any Parquet file holds.",
    )
    .argument(
      "<file>",
      "a flow's folder, its .flow or its .dataset; a pack; a .data file; a Zarr store, in a " +
        "folder or a zip; a Parquet file",
    )
    .option("--rows <n>", "first rows that are shown of others' files", integer(0))
    .option("--columns <n>", "columns or arrays that are shown of others' files", integer(0))
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion inspect out/flows/parts/parts.flow\n" +
        "  trunnion inspect out/flows/parts/encoded/part_0001_bracket.data --json\n" +
        "  trunnion inspect weather.zarr\n" +
        "  trunnion inspect sales.parquet --rows 10",
    );
  withCommonOptions(command).action((file: string, options: InspectFlags) =>
    session.run(options, async () => {
      const { inspectPath } = await import("./look/inspect_path.ts");
      return await inspectPath(file, options);
    })
  );
}
