/**
 * `trunnion verify`: says whether a dataset is what it should be.
 *
 * @module
 */
import type { Command } from "commander";
import { verifyDataset } from "../dataset/verify/verify_dataset.ts";
import type { VerifyReport } from "../dataset/verify/run_checks.ts";
import { recordsText } from "../page/records_text.ts";
import { integer } from "./option_values.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "./session.ts";
import { countedText } from "../page/quantity_text.ts";

interface VerifyFlags extends CommonOptions {
  sources: number;
  seed: number;
}

/** Adds the command. */
export function addVerifyCommand(program: Command, session: Session): void {
  const command = program.command("verify")
    .summary("check every rule that a dataset keeps, and encode some files again")
    .description(
      "Check every rule that a finished dataset keeps (shapes, codes, ids, counts, angles, " +
        "normals, the graph, tables), and encode some of its source files again to compare. " +
        "A source that is gone or has changed is told, and is no fault.",
    )
    .argument("<dataset>", "the flow's folder, its .flow or its .dataset")
    .option("--sources <n>", "how many source files are encoded again", integer(0), 3)
    .option("--seed <n>", "equal seeds draw equal files", integer(0), 1)
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion verify out/flows/parts/parts.flow\n" +
        "  trunnion verify out/flows/parts/parts.dataset --sources 20 --seed 7 --json\n" +
        "\nExit codes: 0 no fault, 1 faults found.",
    );
  withCommonOptions(command).action((dataset: string, { sources, seed, ...common }: VerifyFlags) =>
    session.run(common, async () => {
      const progress = session.progress("verify", null);
      try {
        const report = await verifyDataset(dataset, {
          sources,
          seed,
          signal: session.signal,
          onProgress: (done) => progress.update(done),
        });
        return {
          text: verifyText(report),
          json: report,
          exitCode: report.ok ? EXIT.done : EXIT.failed,
        };
      } finally {
        progress.finish();
      }
    })
  );
}

/** Writes a report as text: a line a rule, then what is wrong, then the files encoded again. */
export function verifyText(
  { location, samples, ok, checks, faults, sources }: VerifyReport,
): string {
  const rules = checks.map(({ name, rule, checked, faults }) => ({
    check: name,
    result: faults > 0 ? "FAULT" : checked > 0 ? "ok" : "-",
    checked,
    faults,
    rule,
  }));
  const lines = [
    `${location}: ${countedText(samples, "sample")}`,
    "",
    recordsText(rules, { limit: Infinity, cellWidth: 100 }),
  ];
  for (const { check, where, problem, count, examples } of faults) {
    lines.push("", `${check}: ${where}: ${problem} (${count} ${count === 1 ? "time" : "times"})`);
    for (const { sample, name, row, value } of examples) {
      const places = [
        ...sample === undefined
          ? []
          : [`sample ${sample}${name === undefined ? "" : ` '${name}'`}`],
        ...row === undefined ? [] : [`row ${row}`],
        ...value === undefined ? [] : [`found ${value}`],
      ];
      if (places.length > 0) lines.push(`  ${places.join(", ")}`);
    }
  }
  if (sources.length > 0) {
    const shown = sources.map(({ file, outcome, arrays, detail }) => ({
      "encoded again": file,
      outcome,
      arrays,
      detail,
    }));
    lines.push("", recordsText(shown, { limit: Infinity, cellWidth: 100 }));
  }
  const broken = checks.filter((check) => check.faults > 0).length;
  lines.push("", ok ? "No faults." : `${broken} of ${countedText(checks.length, "rule")} broken.`);
  return lines.join("\n");
}
