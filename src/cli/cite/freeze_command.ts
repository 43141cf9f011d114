/**
 * `trunnion freeze`: a manifest of a dataset, to be published with it.
 *
 * @module
 */
import type { Command } from "commander";
import { datasetManifest } from "../../dataset/cite/dataset_manifest.ts";
import { findRun } from "../../pipeline/folder/find_run.ts";
import { writeAtomically } from "../../storage/atomic_write.ts";
import { latestOrigin } from "../run_again.ts";
import { here } from "../flow_result.ts";
import { type CommonOptions, type Session, withCommonOptions } from "../session.ts";
import type { FrozenDataset } from "./frozen_dataset.ts";
import { countedText } from "../../page/quantity_text.ts";

/** Adds the command. */
export function addFreezeCommand(program: Command, session: Session): void {
  const command = program.command("freeze")
    .summary("write a manifest of a dataset: hashes of sources and values, lineage, splits")
    .description(
      "Write down what a dataset is, so that others can cite it, and see whether theirs is the " +
        "same. 'trunnion reproduce' encodes the same sources again, and names every difference.",
    )
    .argument("<flow>", "the flow's folder, its .flow, a .dataset or a packed dataset")
    .option("--out <file>", "where to write it", "./manifest.json")
    .addHelpText(
      "after",
      "\nExample:\n" +
        "  trunnion freeze out/flows/parts --out parts.manifest.json\n" +
        "  trunnion reproduce parts.manifest.json --sources ./parts",
    );
  withCommonOptions(command).action((flow: string, options: CommonOptions & { out: string }) =>
    session.run(options, async () => {
      const frozen: FrozenDataset = {
        ...await datasetManifest(flow),
        command: originOf(flow),
      };
      const text = JSON.stringify(frozen, null, 1) + "\n";
      writeAtomically(options.out, (temporary) => Deno.writeTextFileSync(temporary, text));
      const { fingerprint, samples, arrays, splits } = frozen;
      const counts = [
        countedText(samples.length, "sample"),
        countedText(arrays.length, "array"),
        countedText(splits.length, "split"),
      ].join(", ");
      return {
        text: `Wrote ${here(options.out)}: ${counts}\nfingerprint ${fingerprint}`,
        json: { file: options.out, fingerprint, samples: samples.length },
      };
    })
  );
}

/** What began the dataset's run; null where a script did, or where only the dataset is there. */
function originOf(flow: string): FrozenDataset["command"] {
  try {
    return latestOrigin(findRun(flow).journal);
  } catch {
    return null;
  }
}
