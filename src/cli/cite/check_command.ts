/**
 * `trunnion check`: a dataset against a contract, for continuous integration.
 *
 * @module
 */
import type { Command } from "commander";
import { UsageError } from "../../base/errors.ts";
import { messageOf } from "../../base/message_of.ts";
import { checkDataset } from "../../dataset/cite/check_dataset.ts";
import type { ContractReport } from "../../dataset/cite/check_contract.ts";
import { junitXml } from "../../dataset/cite/junit.ts";
import { recordsText } from "../../page/records_text.ts";
import { type CommonOptions, EXIT, type Session, withCommonOptions } from "../session.ts";

interface CheckFlags extends CommonOptions {
  expect: string;
  junit?: string;
}

/** Adds the command. */
export function addCheckCommand(program: Command, session: Session): void {
  const command = program.command("check")
    .summary("check a dataset against a contract: counts, classes, ranges, errors, leakage")
    .description(
      "Check a dataset against a JSON file that says what is expected of it; what the file " +
        "leaves out is not checked.",
    )
    .argument("<dataset>", "the flow's folder, its .flow, a .dataset or a packed dataset")
    .requiredOption("--expect <file>", "the contract")
    .option("--junit <file>", "write the result as JUnit XML too")
    .addHelpText(
      "after",
      "\nA contract:\n" +
        '  { "samples": [100, null], "files": [50, null], "errorShare": 0.05,\n' +
        '    "arrays": ["faces/face_types"], "columns": ["family"],\n' +
        '    "ranges": { "faces/face_areas": [0, null] },\n' +
        '    "classes": { "family": { "names": ["gear", "plate"], "minEach": 10 } },\n' +
        '    "noLeakage": ["default"] }\n' +
        "\nExample:\n" +
        "  trunnion check out/flows/parts --expect contract.json --junit report.xml\n" +
        "\nExit codes: 0 as expected, 1 not.",
    );
  withCommonOptions(command).action((dataset: string, { expect, junit, ...common }: CheckFlags) =>
    session.run(common, async () => {
      const report = await checkDataset(dataset, readContract(expect));
      if (junit !== undefined) Deno.writeTextFileSync(junit, junitXml(report));
      return {
        text: checkText(report),
        json: report,
        exitCode: report.ok ? EXIT.done : EXIT.failed,
      };
    })
  );
}

function readContract(path: string) {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch (cause) {
    throw new UsageError(
      `Cannot read the contract '${path}': it must be a file of JSON; ${messageOf(cause)}`,
      { data: { path }, cause },
    );
  }
}

function checkText({ location, ok, checks }: ContractReport): string {
  const failed = checks.filter((check) => !check.ok).length;
  const rows = checks.map(({ name, ok, expected, found }) => ({
    check: name,
    result: ok ? "ok" : "FAILED",
    expected,
    found,
  }));
  return [
    location,
    "",
    recordsText(rows, { limit: Infinity, cellWidth: 70 }),
    "",
    ok ? "As expected." : `${failed} of ${checks.length} expectations are not met.`,
  ].join("\n");
}
