/**
 * `trunnion retry`: tries the items again that have failed.
 *
 * @module
 */
import type { Command } from "commander";
import { isAbsolute, join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { findRun } from "../pipeline/folder/find_run.ts";
import type { CommandOrigin } from "./command_origin.ts";
import { JournalReader } from "../journal/journal_reader.ts";
import { encodeFlow, type EncodeOptions } from "./encode_flow.ts";
import { flowResult } from "./flow_result.ts";
import { runInProject } from "./project_run.ts";
import { findRunnable } from "./run_command.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

/** Adds the command. */
export function addRetryCommand(program: Command, session: Session): void {
  const command = program.command("retry")
    .summary("run a flow's latest run again, the items that failed among them")
    .description(
      "Run the same again as the latest run of a flow did. Items that failed are tried again, new " +
        "and changed ones are done, all others are kept.",
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
      return flowResult(await runAgain(session, origin));
    });
  });
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
    ? await runInProject(session, typed(origin, origin.module), undefined)
    : null;
}

function latestOrigin(journal: string): CommandOrigin | null {
  const reader = JournalReader.open(journal);
  try {
    return reader.runs()[0]?.origin as CommandOrigin | null ?? null; // written by a command
  } finally {
    reader.close();
  }
}

/** A path as it was meant where the run was begun. */
function typed(origin: CommandOrigin, path: string): string {
  return isAbsolute(path) || Deno.cwd() === origin.cwd ? path : join(origin.cwd, path);
}

async function runAgain(session: Session, origin: CommandOrigin) {
  const { signal } = session;
  const { limit } = origin;
  const again = { origin, limit, signal, retryFailed: true };
  const from = (path: string) => typed(origin, path);
  if (origin.command === "encode") {
    // The command wrote its own options.
    const options = origin.options as unknown as EncodeOptions;
    const { flow, inputs } = encodeFlow(session, origin.folders.map(from), options);
    return await flow.process({ inputs, ...again });
  }
  const flow = await findRunnable(from(origin.module), origin.flow ?? undefined, "retry");
  return await flow.process({ inputs: origin.inputs, ...again });
}
