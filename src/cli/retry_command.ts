/**
 * `trunnion retry`: tries the items again that have failed.
 *
 * @module
 */
import type { Command } from "commander";
import { basename, dirname } from "node:path";
import { UsageError } from "../base/errors.ts";
import { findRun } from "../pipeline/folder/find_run.ts";
import type { CommandOrigin } from "./command_origin.ts";
import { flowResult } from "./flow_result.ts";
import { runInProject } from "./project_run.ts";
import { latestOrigin, pathThen, runAgain } from "./run_again.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addRetryCommand(program: Command, session: Session): void {
  const command = program.command("retry")
    .summary("run a flow's latest run again, the items that failed among them")
    .description(
      "Run the same again as the latest run of a flow did. Items that failed are tried again, " +
        "new and changed ones are done, all others are kept.",
    )
    .argument("<run>", "the flow's folder, its .flow, its .dataset or its journal")
    .addHelpText("after", "\nExample:\n  trunnion retry ./out/flows/parts");
  withCommonOptions(command).action(async (run: string, options: CommonOptions) => {
    const code = await retryInProject(session, run);
    if (code !== null) return session.endWith(code);
    await session.run(options, async () => {
      const { journal, root } = findRun(run);
      const origin = latestOrigin(journal);
      if (origin === null) {
        throw new UsageError(
          `Cannot retry '${root}': its run was begun by a script, which alone knows its tasks. ` +
            "Run the script with `flow.process({ inputs, retryFailed: true })`.",
          { data: { root } },
        );
      }
      return flowResult(
        await runAgain(session, inFolder(origin, root), "retry", {
          limit: origin.limit,
          retryFailed: true,
        }),
      );
    });
  });
}

/**
 * What a folder's journal says may be of another place: what is retried is written in the folder.
 */
function inFolder(origin: CommandOrigin, root: string): CommandOrigin {
  if (origin.command !== "encode") return origin;
  if (basename(dirname(root)) !== "flows") {
    throw new UsageError(
      `Cannot retry '${root}': a flow's folder must be OUT/flows/NAME, to be found again by its ` +
        "name. Move it into a folder 'flows', or encode the files again.",
      { data: { root } },
    );
  }
  const out = dirname(dirname(root));
  return { ...origin, options: { ...origin.options, out, name: basename(root) } };
}

/** Where the run's flow is exported by the module of another project, that project retries it. */
async function retryInProject(session: Session, run: string): Promise<number | null> {
  let origin: CommandOrigin | null;
  try {
    origin = latestOrigin(findRun(run).journal);
  } catch {
    return null; // the command says so
  }
  return origin?.command === "run"
    ? await runInProject(session, pathThen(origin, origin.module), undefined)
    : null;
}
