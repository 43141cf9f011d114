/**
 * `trunnion init`: begins a project.
 *
 * @module
 */
import type { Command } from "commander";
import { join, resolve } from "node:path";
import { UsageError } from "../base/errors.ts";
import { shellWord } from "../display/shell_word.ts";
import { unwritable } from "../storage/atomic_write.ts";
import { here } from "./flow_result.ts";
import { projectConfigFiles } from "./init/project_config_files.ts";
import { projectFiles } from "./init/project_files.ts";
import { projectSource } from "./init/project_source.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addInitCommand(program: Command, session: Session): void {
  const command = program.command("init")
    .summary("begin a project: a task module, a script, a notebook and a test")
    .description(
      "Write a project that runs: tasks with a schema and a label, a script, a notebook, a test, " +
        "and a deno.json (or package.json, where Trunnion comes from npm) that leads to Trunnion.",
    )
    .argument("<folder>", "the project's folder; made if it is not there")
    .addHelpText("after", "\nExample:\n  trunnion init my-parts");
  withCommonOptions(command).action((name: string, options: CommonOptions) =>
    session.run(options, async () => {
      const folder = resolve(name);
      const source = projectSource(folder);
      const files = { ...projectConfigFiles(folder, source), ...projectFiles() };
      await writeProject(folder, files);
      const way = here(folder);
      const steps = [
        ...way === folder && folder === Deno.cwd() ? [] : [`cd ${shellWord(way)}`],
        ...source.kind === "npm"
          ? ["npm install", "npm start", "npm test"]
          : ["deno task start", "deno task test"],
      ];
      const text = [
        `Made ${Object.keys(files).join(", ")} in ${way}`,
        "",
        "Next:",
        ...steps.map((step) => `  ${step}`),
        ...source.kind === "deno" ? ["", "Without Deno: npx -y deno@2.9.6 task start"] : [],
      ].join("\n");
      return { text, json: { folder, files: Object.keys(files), next: steps } };
    })
  );
}

/**
 * Writes the files of a project.
 *
 * @throws UsageError where the folder holds one of them
 */
async function writeProject(folder: string, files: Readonly<Record<string, string>>) {
  await Deno.mkdir(folder, { recursive: true }).catch((error) => {
    throw unwritable(here(folder), error) ?? error;
  });
  const there = [];
  for await (const { name } of Deno.readDir(folder)) if (name in files) there.push(name);
  if (there.length > 0) {
    throw new UsageError(
      `Cannot begin a project in '${folder}': no file is written over, and it holds ` +
        `${there.sort().join(", ")}. Choose another folder.`,
      { data: { folder, there } },
    );
  }
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(folder, name), text, { createNew: true });
  }
}
