/**
 * `trunnion pack`: a dataset in one file.
 *
 * @module
 */
import type { Command } from "commander";
import { packDataset, type PackOptions } from "../../dataset/pack/pack_dataset.ts";
import { here } from "../flow_result.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import { countedText } from "../../page/quantity_text.ts";

/** Adds the command. */
export function addPackCommand(program: Command, session: Session): void {
  const command = program.command("pack")
    .summary("pack a dataset into one file")
    .description(
      "Pack a dataset with its tables, splits and vocabularies into one zip, for somebody else. " +
        "'trunnion inspect' and the Python reader open it as it is. Equal datasets are " +
        "equal bytes.",
    )
    .argument("<flow>", "the flow's folder, its .flow or its .dataset")
    .option("--out <file>", "where to write it (default: <name>.trunnion.zip beside the dataset)")
    .option("--with-reader", "put the Python reader in: 'python FILE' shows what the file holds")
    .addHelpText(
      "after",
      "\nExample:\n  trunnion pack ./out/flows/parts --with-reader\n" +
        "  PYTHONPATH=parts.trunnion.zip python -c \\\n" +
        "    'import trunnion_reader as t; print(t.Dataset(\"parts.trunnion.zip\")[0])'",
    );
  withCommonOptions(command).action((flow: string, options: CommonOptions & PackOptions) =>
    session.run(options, () => {
      const { out, withReader } = options;
      const report = packDataset(flow, { out, withReader });
      const { file, bytes, entries } = report;
      const size = (bytes / 1e6).toFixed(1);
      return Promise.resolve({
        text: `Packed ${countedText(entries.length, "file")}, ${size} MB: ${here(file)}`,
        json: { ...report, entries: [...entries] },
      });
    })
  );
}
