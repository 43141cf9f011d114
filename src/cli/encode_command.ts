/**
 * `trunnion encode`: folders of CAD files become a dataset, without code.
 *
 * @module
 */
import { type Command, Option } from "commander";
import { cadExtensions, readableFormats } from "../cad/formats/find_reader.ts";
import {
  BAD_FACE_CHOICES,
  BODY_CHOICES,
  ENCODING_CHOICES,
  READER_CHOICES,
  UNIT_CHOICES,
} from "../cad/loader_options.ts";
import { DEFAULT_PROFILE, PROFILE_NAMES } from "../cad/profiles/find_profile.ts";
import type { EncodeOptions } from "./encode_flow.ts";
import { flowResult } from "./flow_result.ts";
import { duration, errorLimit, integer, oneOf } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface EncodeFlags extends CommonOptions, EncodeOptions {
  debug?: boolean;
  dryRun?: number | true;
  prune?: boolean;
}

/** Adds the command. */
export function addEncodeCommand(program: Command, session: Session): void {
  const command = program.command("encode")
    .summary("encode folders of CAD files, and merge them into a dataset")
    .description(
      "Read the CAD files of folders, encode the faces and edges of their bodies, and merge all " +
        "into one dataset: OUT/flows/NAME/NAME.flow leads to it. A file that fails becomes a " +
        "row of error_summary.json; the others are done.",
    )
    .argument("<dir...>", "folders (with all below them), files, or patterns")
    .option("--out <dir>", "where the flow's folder goes", "./output")
    .option("--name <name>", "the name of the dataset (default: the first folder's)")
    .option("--max-workers <n>", "workers at once (default: one a core)", integer(1))
    .option(
      "--glob <pattern>",
      `take the files that fit, e.g. '**/*.stp' (default: all ${cadExtensions().join(", ")})`,
    )
    .option(
      "--profile <name>",
      `what is computed of each body: ${PROFILE_NAMES.join(", ")} (default: ${DEFAULT_PROFILE})`,
      oneOf(PROFILE_NAMES),
    )
    .option(
      "--deadline <time>",
      "stop reading a file after so long, e.g. 90, 90s, 2m (default: 60s)",
      duration(1000),
    )
    .addOption(
      new Option("--units <unit>", "the unit of all lengths (default: mm)").choices(UNIT_CHOICES),
    )
    .addOption(
      new Option("--bodies <which>", "what a sample is made of (default: distinct)")
        .choices(BODY_CHOICES),
    )
    .addOption(
      new Option("--name-encoding <name>", "the encoding of names beyond ASCII (default: auto)")
        .choices(ENCODING_CHOICES),
    )
    .addOption(
      new Option("--reader <who>", "who reads STEP files (default: auto, the kernel where needed)")
        .choices(READER_CHOICES),
    )
    .option(
      "--audit-every <n>",
      "compare one in n files with the kernel's reading, 0 for none (default: 200)",
      integer(0),
    )
    .addOption(
      new Option(
        "--on-bad-face <what>",
        "what becomes of a file with a face that cannot be measured (default: refuse)",
      ).choices(BAD_FACE_CHOICES),
    )
    .addOption(
      new Option("--isolation <where>", "where workers are (default: process)")
        .choices(["process", "thread"]),
    )
    .option(
      "--max-errors <n>",
      "stop when more files than that fail: a number, or a share such as 5% (default: any number)",
      errorLimit,
    )
    .option("--export-visualization", "make a picture and the triangles (GLB) of each body")
    .option("--no-labels", "leave out labels that lie beside the files")
    .option("--limit <n>", "take so many files at most, for trying out", integer(1))
    .option("--dry-run [n]", "do the first n files (5), write nothing, estimate all", integer(1))
    .option("--prune", "leave out of the dataset what is not among the files of this run")
    .option("--fresh", "do all files again, those too that are kept from an earlier run")
    .addHelpText(
      "after",
      `\nCAD files are read as ${readableFormats()}; all others become error rows.\n` +
        "\nLabels beside the files are taken: STEM.labels.json, and the rows of labels.csv.\n" +
        "\n--debug also runs everything in this process, one file after the other.\n" +
        "\nExamples:\n" +
        "  trunnion encode ./parts\n" +
        "  trunnion encode ./a ./b --out ./out --name both --max-workers 2 --deadline 2m\n" +
        "  trunnion encode ./parts --profile uvnet\n" +
        "  trunnion encode ./archive --out ./out --glob '**/*.stp' --json > summary.json",
    );
  withCommonOptions(command).action((folders: string[], options: EncodeFlags) =>
    session.run(options, async () => {
      const { limit = null, dryRun, prune } = options;
      const { signal } = session;
      const { encodeFlow } = await import("./encode_flow.ts");
      const { flow, inputs, origin } = encodeFlow(session, folders, options);
      return flowResult(await flow.process({ inputs, limit, origin, signal, dryRun, prune }));
    })
  );
}
