/**
 * `trunnion notebook new`: a notebook in a folder where its names are found.
 *
 * @module
 */
import type { Command } from "commander";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findProjectConfig } from "../../kernel/imports/project_config.ts";
import { notebookFile } from "../../kernel/install/notebook_file.ts";
import { UsageError } from "../base/errors.ts";
import { shellWord } from "../display/shell_word.ts";
import { projectConfigFiles } from "./init/project_config_files.ts";
import { projectSource } from "./init/project_source.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addNotebookCommand(program: Command, session: Session): void {
  const notebook = program.command("notebook").description("Begin notebooks.");
  const command = notebook.command("new")
    .description(
      "Write a notebook, and a deno.json beside it where no folder above has one: task modules " +
        "find the name 'trunnion' there.",
    )
    .argument("<name>", "the notebook's name or path, with .ipynb or without");
  withCommonOptions(command).action((name: string, options: CommonOptions) =>
    session.run(options, async () => {
      const files = await writeNotebook(name);
      const text = files.map((file) => `Wrote ${file}`).join("\n");
      return { text: `${text}\nOpen it with jupyter lab ${shellWord(files[0])}`, json: { files } };
    })
  );
}

/** The paths that were written. */
async function writeNotebook(name: string): Promise<string[]> {
  const path = resolve(name.endsWith(".ipynb") ? name : `${name}.ipynb`);
  const folder = dirname(path);
  await Deno.mkdir(folder, { recursive: true });
  const written = [await writeNew(path, notebookFile(basename(path, ".ipynb")))];
  if (findProjectConfig(pathToFileURL(path).href) !== undefined) return written;
  const config = projectConfigFiles(folder, projectSource(folder));
  for (const [file, text] of Object.entries(config)) {
    written.push(await writeNew(join(folder, file), text));
  }
  return written;
}

async function writeNew(path: string, text: string): Promise<string> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true });
    return path;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AlreadyExists)) throw cause;
    throw new UsageError(`Cannot write ${path}: it is there already, and is left as it is`, {
      data: { path },
      cause,
    });
  }
}
