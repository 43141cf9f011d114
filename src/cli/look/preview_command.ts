/**
 * `trunnion preview`: draws samples of a dataset.
 *
 * @module
 */
import { type Command, Option } from "commander";
import { VIEW_NAMES, type ViewName } from "../../cad/render/view_frame.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { integer } from "../option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { sampleNamed } from "./sample_named.ts";
import { countedText } from "../../page/quantity_text.ts";

interface PreviewFlags extends CommonOptions {
  readonly sample?: readonly string[];
  readonly k: number;
  readonly cols?: number;
  readonly colorBy?: string;
  readonly label?: string;
  readonly view?: ViewName;
  readonly glb?: boolean;
  readonly out: string;
}

/** Adds the command. */
export function addPreviewCommand(program: Command, session: Session): void {
  const command = program.command("preview")
    .summary("draw samples of a dataset, in one picture or page")
    .description(
      "Draw samples of a dataset, of their CAD files, in one picture (.png) or page (.html). " +
        "Each is kept in the flow's folder, under stream_cache.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .option("--k <n>", "the most samples that are drawn", integer(1), 12)
    .option("--sample <name...>", "these samples, by name or id (default: the first)")
    .option("--cols <n>", "pictures in a row", integer(1))
    .option("--color-by <array>", "colour faces by an array, e.g. faces/face_types")
    .option("--label <text>", "what stands below: columns in braces, e.g. '{name}: {face_count}'")
    .addOption(new Option("--view <name>", "from where (default: iso)").choices(VIEW_NAMES))
    .option("--glb", "write the triangles too, under stream_cache/glb")
    .option("--out <file>", "the file that is written", "previews.png")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion preview out/flows/parts --k 12 --out parts.png\n" +
        "  trunnion preview out/flows/parts --color-by faces/face_types --out parts.html",
    );
  withCommonOptions(command).action((flow: string, options: PreviewFlags) =>
    session.run(options, async () => {
      const { sample, k, cols, colorBy, label, view, glb, out } = options;
      using dataset = await openDataset(flow);
      const samples = sample === undefined
        ? null
        : await Promise.all(sample.map((one) => sampleNamed(dataset, one)));
      const grid = await dataset.preview(samples, {
        k,
        gridCols: cols,
        colorBy,
        labelFormat: label,
        view,
        glb,
        savePath: out,
      });
      const cells = grid.cells.map(({ id, label, png, note }) => ({
        id,
        label,
        drawn: png !== null,
        note,
      }));
      const lines = cells.filter(({ note }) => note !== null)
        .map(({ label, note }) => `  ${label}: ${note}`);
      const drawn = cells.filter((cell) => cell.drawn).length;
      return {
        text: [
          `${drawn} of ${countedText(grid.found, "sample")} drawn`,
          ...lines,
          "",
          `Picture: ${out}`,
        ]
          .join("\n"),
        json: { out, found: grid.found, samples: cells },
      };
    })
  );
}
