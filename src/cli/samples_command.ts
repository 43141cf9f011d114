/**
 * `trunnion samples`: makes labelled sample parts.
 *
 * @module
 */
import type { Command } from "commander";
import { integer } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";
import { countedText, countText } from "../page/quantity_text.ts";

/** Adds the command. */
export function addSamplesCommand(program: Command, session: Session): void {
  const command = program.command("samples")
    .summary("make labelled sample parts")
    .description(
      "Make parametric parts of ten families as STEP files, each with a sidecar JSON of its " +
        "family and of its faces' machining features, and a labels.csv of the folder.",
    )
    .argument("<dir>", "the folder; made if it is not there")
    .option("--count <n>", "how many files", integer(1), 60)
    .option("--seed <n>", "equal seeds give equal files", integer(0), 1)
    .addHelpText("after", "\nExample:\n  trunnion samples ./parts --count 200 --seed 1");
  withCommonOptions(command).action(
    (dir: string, options: { count: number; seed: number } & CommonOptions) =>
      session.run(options, async () => {
        const { count, seed } = options;
        const progress = session.progress("samples", count);
        const { samples } = await import("../cad/samples/samples.ts");
        const report = await samples(dir, {
          count,
          seed,
          signal: session.signal,
          onProgress: ({ done }) => progress.update(done),
        }).finally(() => progress.finish());
        const families = Object.entries(report.families).filter(([, n]) => n > 0);
        const text = [
          `Made ${countedText(report.files.length, "STEP file")} with ${
            report.bodies === 1 ? "1 body" : `${countText(report.bodies)} bodies`
          } and ` +
          `${countedText(report.faces, "face")} in ${report.dir}`,
          `  ${families.map(([family, n]) => `${family} ${n}`).join(", ")}`,
          ...report.untouched.length > 0
            ? [
              `  ${countedText(report.untouched.length, "other file")} in the folder ${
                report.untouched.length === 1 ? "was" : "were"
              } left alone`,
            ]
            : [],
        ].join("\n");
        return { text, json: report };
      }),
  );
}
