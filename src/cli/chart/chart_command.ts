/**
 * `trunnion chart`: draws a dataset.
 *
 * @module
 */
import type { Command } from "commander";
import { CHART_THEMES, type ChartTheme } from "../../page/chart_theme.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import type { WantedBins } from "../../dataset/statistics/divide_values.ts";
import { integer, oneOf } from "../option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { CHART_KINDS, type ChartFlags, chosenChart } from "./chosen_chart.ts";
import { extensionOf, writeChart } from "./write_chart.ts";

interface Flags extends CommonOptions, ChartFlags {
  readonly out?: string;
  readonly theme?: ChartTheme;
}

const count = integer(1);

/** What is no number is a name, and where it is none that there is, counting says so. */
function binsOf(text: string): WantedBins {
  return /^[a-z]+$/i.test(text) ? text as WantedBins : count(text);
}

/** Adds the command. */
export function addChartCommand(program: Command, session: Session): void {
  const command = program.command("chart")
    .summary("draw how the values of a key are distributed, and other charts")
    .description(
      "Draw a dataset: as text, and with --out as a file, SVG, PNG, HTML or the specification of " +
        "Vega-Lite by its extension.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .option("--kind <kind>", `what is drawn: ${CHART_KINDS.join(", ")}`, oneOf(CHART_KINDS))
    .option("--key <name>", "the key: an array, or a column of the infoset")
    .option("--against <name>", "the other key: of a scatter, a heatmap or a confusion")
    .option("--color <name>", "the key whose classes a scatter tells by colour")
    .option("--split <name>", "draw a split, 'default' or another, and how it divides the key")
    .option("--group <name>", "the group in which the key is looked for first")
    .option("--bins <n>", "so many bins of numbers; or log, quantile, auto", binsOf)
    .option("--theme <theme>", `the ground: ${CHART_THEMES.join(", ")}`, oneOf(CHART_THEMES))
    .option("--out <file>", "the file that is written: .svg, .png, .html or .json")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion chart out/flows/parts --key face_count\n" +
        "  trunnion chart out/flows/parts --key faces/face_types --out face_types.png\n" +
        "  trunnion chart out/flows/parts --kind heatmap --key family --against face_count\n" +
        "  trunnion chart out/flows/parts --kind timings --theme dark --out timings.svg\n" +
        "  trunnion chart out/flows/parts --split kfold --key family",
    );
  withCommonOptions(command).action((flow: string, options: Flags) =>
    session.run(options, async () => {
      const { out, theme } = options;
      if (out !== undefined) extensionOf(out); // refused before anything is read
      using dataset = await openDataset(flow);
      const chart = await chosenChart(dataset, options);
      const shown = theme === undefined ? chart : chart.withTheme(theme);
      if (out === undefined) return { text: String(shown), json: shown.spec };
      await writeChart(shown, out, theme);
      return { text: `${shown}\n\nChart: ${out}`, json: { chart: out, spec: shown.spec } };
    })
  );
}
