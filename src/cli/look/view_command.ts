/**
 * `trunnion view`: shows a CAD file, or a sample of a dataset, in 3D.
 *
 * @module
 */
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Command } from "commander";
import type { CadViewer } from "../../cad/viewer/cad_viewer.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { integer } from "../option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { sampleNamed } from "./sample_named.ts";
import { countedText } from "../../page/quantity_text.ts";

interface ViewFlags extends CommonOptions {
  readonly sample?: string;
  readonly body?: number;
  readonly colorBy?: string;
  readonly out?: string;
}

/** What a dataset's file is called. */
const DATASETS = [".flow", ".dataset", ".zip"];

/** Adds the command. */
export function addViewCommand(program: Command, session: Session): void {
  const command = program.command("view")
    .summary("write a page that shows a CAD file, or a sample, in 3D")
    .description(
      "Write a page that shows a CAD file, or a sample of a dataset, in 3D: one HTML file that " +
        "needs neither a network nor this program.",
    )
    .argument("<file>", "a CAD file; or a flow's folder, its .flow or its .dataset")
    .option("--sample <name>", "of a dataset: the sample's name or id (default: the first)")
    .option("--body <n>", "of a CAD file: show one body alone", integer(0))
    .option("--color-by <name>", "colour faces by what is known of them: kind, area, an array")
    .option("--out <page.html>", "the page that is written (default: NAME.html)")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion view gear.step --color-by kind\n" +
        "  trunnion view out/flows/parts --sample part_0004_gear --out gear.html",
    );
  withCommonOptions(command).action((file: string, options: ViewFlags) =>
    session.run(options, async () => {
      const { colorBy } = options;
      const { viewer, name } = await isDataset(file)
        ? await viewSample(file, options.sample)
        : { viewer: await viewFile(file, options.body), name: basename(file) };
      if (colorBy !== undefined) viewer.colorBy(colorBy);
      const stem = name.replace(/[^\p{L}\p{N}._-]+/gu, "_");
      const out = options.out ?? `${basename(stem, extname(file))}.html`;
      await viewer.savePage(out);
      return {
        text: `${name}: ${countedText(viewer.faceCount, "face")}\n\nPage: ${out}`,
        json: { name, page: out, faces: viewer.faceCount, columns: viewer.columns },
      };
    })
  );
}

async function isDataset(file: string): Promise<boolean> {
  if (DATASETS.includes(extname(file.replace(/\/+$/, "")).toLowerCase())) return true;
  return await stat(file).then((found) => found.isDirectory(), () => false);
}

async function viewFile(file: string, body: number | undefined): Promise<CadViewer> {
  const { quickView } = await import("../../cad/viewer/cad_viewer.ts");
  return await quickView(file, { body });
}

async function viewSample(file: string, wanted: string | undefined) {
  using dataset = await openDataset(file);
  const sample = wanted === undefined ? 0 : await sampleNamed(dataset, wanted);
  const grid = await dataset.column("name").catch(() => []);
  const viewer = await dataset.preview3D(sample);
  const name = typeof sample === "string" ? sample : String(grid[sample] ?? sample);
  return { viewer, name };
}
