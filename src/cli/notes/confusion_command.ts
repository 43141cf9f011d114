/**
 * `trunnion confusion`: labels against predictions.
 *
 * @module
 */
import type { Command } from "commander";
import { openDataset } from "../../dataset/open_dataset.ts";
import { where } from "../../dataset/query/where.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";

interface ConfusionFlags extends CommonOptions {
  readonly label: string;
  readonly prediction: string;
  readonly subset?: string;
  readonly out?: string;
}

/** Adds the command. */
export function addConfusionCommand(program: Command, session: Session): void {
  const command = program.command("confusion")
    .summary("compare labels with predictions")
    .description(
      "Compare labels with predictions, of samples or of faces: accuracy, macro-F1, precision " +
        "and recall by class, which classes are taken for which, the worst samples.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .requiredOption("--label <key>", "what is right: an array, or a column")
    .requiredOption("--prediction <key>", "what was predicted, e.g. model.family after a join")
    .option("--subset <name>", "the subset that counts, e.g. test")
    .option("--out <file.svg>", "the chart that is written")
    .addHelpText(
      "after",
      "\nExample:\n" +
        "  trunnion confusion out/flows/parts --label family --prediction model.family",
    );
  withCommonOptions(command).action((flow: string, options: ConfusionFlags) =>
    session.run(options, async () => {
      const { label, prediction, subset, out } = options;
      using dataset = await openDataset(flow);
      const asked = {
        label,
        prediction,
        where: subset === undefined ? undefined : where("subset").eq(subset),
      };
      const found = await dataset.confusion(asked);
      const { accuracy, macroF1, majority } = found;
      const json = { ...found, accuracy, macroF1, majority };
      if (out === undefined) return { text: String(found), json };
      const svg = await (await dataset.chart.confusion(asked)).toSVG();
      writeAtomically(out, (temporary) => Deno.writeTextFileSync(temporary, svg));
      return { text: `${found}\n\nChart: ${out}`, json: { ...json, chart: out } };
    })
  );
}
