/** A run that a command has begun, begun anew from what the journal keeps of it. @module */
import { isAbsolute, join } from "node:path";
import { JournalReader } from "../journal/journal_reader.ts";
import type { ProcessOptions } from "../pipeline/process_options.ts";
import type { ProcessResult } from "../pipeline/process_result.ts";
import type { CommandOrigin } from "./command_origin.ts";
import type { EncodeOptions } from "./encode_flow.ts";
import { findRunnable } from "./run_command.ts";
import type { Session } from "./session.ts";

/** What has begun the latest run of a journal; null where a script did. */
export function latestOrigin(journal: string): CommandOrigin | null {
  const reader = JournalReader.open(journal);
  try {
    return reader.runs()[0]?.origin as CommandOrigin | null ?? null; // written by a command
  } finally {
    reader.close();
  }
}

/** A path as it was meant where the run was begun. */
export function pathThen(origin: CommandOrigin, path: string): string {
  return isAbsolute(path) || Deno.cwd() === origin.cwd ? path : join(origin.cwd, path);
}

/** Makes the flow of a run anew, and runs it. */
export async function runAgain(
  session: Session,
  origin: CommandOrigin,
  verb: string,
  options: Omit<ProcessOptions, "inputs">,
): Promise<ProcessResult> {
  const again = { origin, signal: session.signal, ...options };
  const from = (path: string) => pathThen(origin, path);
  if (origin.command === "encode") {
    // The command wrote its own options.
    const written = origin.options as unknown as EncodeOptions;
    const { encodeFlow } = await import("./encode_flow.ts");
    const { flow, inputs } = encodeFlow(session, origin.folders.map(from), written);
    return await flow.process({ inputs, ...again });
  }
  const flow = await findRunnable(from(origin.module), origin.flow ?? undefined, verb);
  return await flow.process({ inputs: origin.inputs, ...again });
}
