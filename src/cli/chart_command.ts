/**
 * `trunnion chart`: draws how the values of a key are distributed.
 *
 * @module
 */
import type { Command } from "commander";
import { UsageError } from "../base/errors.ts";
import { writeAtomically } from "../storage/atomic_write.ts";
import { openDataset } from "../dataset/open_dataset.ts";
import type { WantedBins } from "../dataset/statistics/divide_values.ts";
import { integer } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface ChartFlags extends CommonOptions {
  readonly key?: string;
  readonly split?: string;
  readonly group?: string;
  readonly bins?: WantedBins;
  readonly out?: string;
}

const count = integer(1);

/** What is no number is a name, and where it is none that there is, counting says so. */
function binsOf(text: string): WantedBins {
  return /^[a-z]+$/i.test(text) ? text as WantedBins : count(text);
}

/** Adds the command. */
export function addChartCommand(program: Command, session: Session): void {
  const command = program.command("chart")
    .summary("draw how the values of a key are distributed")
    .description(
      "Draw how the values of a key are distributed: as text, and with --out as an SVG file.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .option("--key <name>", "what is drawn: an array, or a column of the infoset")
    .option("--split <name>", "draw a split, 'default' or another, and how it divides the key")
    .option("--group <name>", "the group in which the key is looked for first")
    .option("--bins <n>", "so many bins of numbers; or log, quantile, auto", binsOf)
    .option("--out <file.svg>", "the file that is written")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion chart out/flows/parts --key face_count\n" +
        "  trunnion chart out/flows/parts --key faces/face_types --out face_types.svg\n" +
        "  trunnion chart out/flows/parts --split kfold --key family",
    );
  withCommonOptions(command).action((flow: string, options: ChartFlags) =>
    session.run(options, async () => {
      const { key, split, group, bins, out } = options;
      if (key === undefined && split === undefined) {
        throw new UsageError(
          "Cannot draw a chart: say of what. `--key NAME` draws the values of an array or a " +
            "column, `--split default` a split",
        );
      }
      using dataset = await openDataset(flow);
      const chart = split === undefined
        ? await dataset.chart.distribution(key!, { group, bins })
        : await dataset.chart.splits(key ?? null, { split });
      if (out === undefined) return { text: String(chart), json: chart.spec };
      const svg = await chart.toSVG();
      writeAtomically(out, (temporary) => Deno.writeTextFileSync(temporary, svg));
      return { text: `${chart}\n\nChart: ${out}`, json: { chart: out, spec: chart.spec } };
    })
  );
}
