/**
 * `trunnion reproduce`: encodes the sources of a manifest again, and names every difference.
 *
 * @module
 */
import type { Command } from "commander";
import { basename, join } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import {
  compareManifests,
  type ManifestComparison,
  requireManifest,
} from "../../dataset/cite/compare_manifests.ts";
import { datasetManifest } from "../../dataset/cite/dataset_manifest.ts";
import type { EncodeOptions } from "../encode_flow.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "../session.ts";
import type { FrozenDataset } from "./frozen_dataset.ts";
import { countedText } from "../../page/quantity_text.ts";

interface ReproduceFlags extends CommonOptions {
  sources?: string;
  with?: string;
  out?: string;
  ignore?: string[];
}

/** Adds the command. */
export function addReproduceCommand(program: Command, session: Session): void {
  const command = program.command("reproduce")
    .summary("encode the sources of a manifest again, and name every difference")
    .description(
      "Encode again what a manifest of 'trunnion freeze' is of, as the command did that made it, " +
        "and compare samples, values, columns and vocabularies. Splits are chosen, not encoded: " +
        "they are compared with --with alone, against a dataset that is there.",
    )
    .argument("<manifest>", "the file that 'trunnion freeze' wrote")
    .option("--sources <dir>", "the folder with the CAD files; of several, the one they are in")
    .option("--with <flow>", "compare with this dataset instead of encoding again")
    .option("--out <dir>", "keep what was encoded there (default: a folder that is removed)")
    .option("--ignore <name...>", "columns and arrays (group/array) that may differ")
    .addHelpText(
      "after",
      "\nExample:\n  trunnion reproduce parts.manifest.json --sources ./parts\n" +
        "\nExit codes: 0 the same, 1 they differ.",
    );
  withCommonOptions(command).action((manifest: string, flags: ReproduceFlags) =>
    session.run(flags, async () => {
      const frozen = readFrozen(manifest);
      const found = flags.with === undefined
        ? compareEncoded(frozen, await encodeAgain(session, frozen, flags), flags.ignore)
        : compareManifests(frozen, await datasetManifest(flags.with), flags.ignore);
      return {
        text: comparisonText(frozen, found),
        json: found,
        exitCode: found.same ? EXIT.done : EXIT.failed,
      };
    })
  );
}

function readFrozen(path: string): FrozenDataset {
  let frozen: FrozenDataset;
  try {
    frozen = JSON.parse(Deno.readTextFileSync(path));
  } catch (cause) {
    throw new UsageError(
      `Cannot read the manifest '${path}': it must be a file of 'trunnion freeze'; ` +
        messageOf(cause),
      { data: { path }, cause },
    );
  }
  requireManifest(`read the manifest '${path}'`, frozen);
  return frozen;
}

/** The manifest of what the same command makes of the sources now. */
async function encodeAgain(
  session: Session,
  { command }: FrozenDataset,
  { sources, out }: ReproduceFlags,
) {
  if (command?.command !== "encode" || sources === undefined) {
    const why = command?.command === "encode"
      ? "--sources must say where the CAD files are, and is missing"
      : `it can encode again what 'trunnion encode' made, and this was made by ${
        command === null || command === undefined ? "a script, or is not known" : "'trunnion run'"
      }`;
    throw new UsageError(
      `Cannot encode again: ${why}. Or run the flow yourself, and compare with it: ` +
        "--with out/flows/NAME",
      { data: { command: command?.command ?? null } },
    );
  }
  const folder = out ?? await Deno.makeTempDir({ prefix: "trunnion-reproduce-" });
  try {
    const { folders } = command;
    const places = folders.length === 1
      ? [sources]
      : folders.map((one) => join(sources, basename(one)));
    // The command wrote its own options.
    const options = { ...command.options as unknown as EncodeOptions, out: folder, fresh: true };
    const { encodeFlow } = await import("../encode_flow.ts");
    const { flow, inputs, origin } = encodeFlow(session, places, options);
    const { limit } = command;
    const { flowFile } = await flow.process({ inputs, limit, origin, signal: session.signal });
    return await datasetManifest(flowFile);
  } finally {
    if (out === undefined) {
      await Deno.remove(folder, { recursive: true });
      // The run has said where its part of a dataset is.
      if (session.signal.aborted) session.note(`'${folder}' is removed again; --out keeps it.`);
    }
  }
}

function compareEncoded(
  frozen: FrozenDataset,
  again: Awaited<ReturnType<typeof datasetManifest>>,
  ignore?: readonly string[],
): ManifestComparison {
  return compareManifests({ ...frozen, splits: [] }, { ...again, splits: [] }, ignore);
}

function comparisonText(
  { samples, fingerprint }: FrozenDataset,
  { same, differences }: ManifestComparison,
): string {
  if (same) {
    return `The same: ${
      countedText(samples.length, "sample")
    } with all their values (${fingerprint}).`;
  }
  return [
    `${differences.length} ${differences.length === 1 ? "difference" : "differences"}:`,
    ...differences.map((one) => `  ${one}`),
  ].join("\n");
}
