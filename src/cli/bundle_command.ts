/**
 * `trunnion bundle`: what a bug report needs of a run, in one file.
 *
 * @module
 */
import type { Command } from "commander";
import { basename, resolve } from "node:path";
import { findRun } from "../pipeline/folder/find_run.ts";
import { runBundle } from "../pipeline/outputs/run_bundle.ts";
import { writeAtomically } from "../storage/atomic_write.ts";
import { FileWriter } from "../storage/file_writer.ts";
import { ZipWriter } from "../storage/zip/zip_writer.ts";
import { here } from "./flow_result.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";
import { versionText } from "./version_text.ts";

/** Adds the command. */
export function addBundleCommand(program: Command, session: Session): void {
  const command = program.command("bundle")
    .summary("pack what a bug report needs of a flow's latest run")
    .description(
      "Pack the log, the report, the journal's rows, the errors of items and the versions of a " +
        "flow's latest run into one zip. Secrets are masked, and no CAD file is in it. Names of " +
        "files are: look into it before you send it.",
    )
    .argument("<run>", "the flow's folder, its .flow, its .dataset or its journal")
    .option("--out <file>", "where to write it (default: <flow>.bundle.zip in this folder)")
    .addHelpText("after", "\nExample:\n  trunnion bundle ./out/flows/parts --out parts.zip");
  withCommonOptions(command).action((run: string, options: CommonOptions & { out?: string }) =>
    session.run(options, async () => {
      const folder = findRun(run);
      const file = resolve(options.out ?? `${basename(folder.root)}.bundle.zip`);
      const entries = runBundle(folder, await versionText());
      writeZip(file, entries);
      const names = [...entries.keys()];
      return {
        text: `Packed ${names.join(", ")}\nBundle: ${here(file)}\n` +
          "Look into it before you send it: it has the names of files that failed.",
        json: { bundle: file, entries: names },
      };
    })
  );
}

function writeZip(path: string, entries: ReadonlyMap<string, string>): void {
  const encoder = new TextEncoder();
  writeAtomically(path, (temporary) => {
    const out = new FileWriter(temporary);
    try {
      const zip = new ZipWriter((part) => out.write(part));
      for (const [name, text] of entries) zip.add(name, encoder.encode(text));
      zip.end();
      out.close();
    } finally {
      out.abandon();
    }
  });
}
