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
    .argument("<run>", "the flow's folder, its .flow file or its journal")
    .addHelpText("after", "\nExample:\n  trunnion retry ./out/flows/parts");
  withCommonOptions(command).action((run: string, options: CommonOptions) =>
    session.run(options, async () => {
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
    })
  );
}

function latestOrigin(journal: string): CommandOrigin | null {
  const reader = JournalReader.open(journal);
  try {
    return reader.runs()[0]?.origin as CommandOrigin | null ?? null; // written by a command
  } finally {
    reader.close();
  }
}

async function runAgain(session: Session, origin: CommandOrigin) {
  const { signal } = session;
  const { limit } = origin;
  const again = { origin, limit, signal, retryFailed: true };
  const from = (path: string) =>
    isAbsolute(path) || Deno.cwd() === origin.cwd ? path : join(origin.cwd, path);
  if (origin.command === "encode") {
    // The command wrote its own options.
    const options = origin.options as unknown as EncodeOptions;
    const { flow, inputs } = encodeFlow(session, origin.folders.map(from), options);
    return await flow.process({ inputs, ...again });
  }
  const flow = await findRunnable(from(origin.module), origin.flow ?? undefined, "retry");
  return await flow.process({ inputs: origin.inputs, ...again });
}
