/**
 * `trunnion run`: runs a flow that a module exports.
 *
 * @module
 */
import type { Command } from "commander";
import { UsageError } from "../base/errors.ts";
import type { Pipeline } from "../pipeline/create_flow.ts";
import { type CommandOrigin, RETRY_COMMAND } from "./command_origin.ts";
import { flowResult } from "./flow_result.ts";
import { findExport } from "./module_exports.ts";
import { runInProject } from "./project_run.ts";
import { integer } from "./option_values.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface RunFlags extends CommonOptions {
  inputs: string;
  flow?: string;
  config?: string;
  limit?: number;
  dryRun?: number | true;
  retryFailed?: boolean;
  prune?: boolean;
}

/** Adds the command. */
export function addRunCommand(program: Command, session: Session): void {
  const command = program.command("run")
    .summary("run a flow that a module exports")
    .description(
      "Import a module and run the flow that it exports, e.g. " +
        "`export const flow = createFlow({ ... })`.",
    )
    .argument("<module>", "a TypeScript or JavaScript file")
    .requiredOption("--inputs <json>", "data for the tasks by name: JSON, or @file.json")
    .option("--flow <export>", "which export is the flow, where there are several")
    .option("--config <deno.json>", "the module's deno.json (default: the nearest one above it)")
    .option("--limit <n>", "take so many items at most, for trying out", integer(1))
    .option("--dry-run [n]", "do the first n items (5), write nothing, estimate all", integer(1))
    .option("--prune", "leave out of the dataset what is not among the items of this run")
    .option("--retry-failed", "try items again that failed in an earlier run")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        `  trunnion run flows/parts.ts --inputs '{"sources": ["./parts"]}'\n` +
        "  trunnion run flows/all.ts --flow gears --inputs @inputs.json --limit 5",
    );
  withCommonOptions(command).action(async (module: string, options: RunFlags) => {
    const code = await runInProject(session, module, options.config);
    if (code !== null) return session.endWith(code);
    await session.run(options, async () => {
      const inputs = await readInputs(options.inputs);
      const { limit = null, dryRun, retryFailed, prune } = options;
      const { signal } = session;
      const flow = await findRunnable(module, options.flow, "run");
      const origin: CommandOrigin = {
        retryCommand: RETRY_COMMAND,
        command: "run",
        cwd: Deno.cwd(),
        module,
        flow: options.flow ?? null,
        inputs,
        limit,
      };
      return flowResult(
        await flow.process({ inputs, limit, origin, signal, dryRun, retryFailed, prune }),
      );
    });
  });
}

/**
 * Imports a module, and finds the flow to run.
 *
 * @throws UsageError where there is none, or several and none is named
 */
export function findRunnable(
  module: string,
  name: string | undefined,
  verb: string,
): Promise<Runnable> {
  return findExport(module, name, {
    verb,
    advice: "Export what createFlow() returns",
    is: isRunnable,
  });
}

/** Reads the inputs: a JSON object, or `@` and the name of a file with one. */
export async function readInputs(text: string): Promise<Record<string, unknown>> {
  let json = text;
  if (text.startsWith("@")) {
    const file = text.slice(1);
    json = await Deno.readTextFile(file).catch((cause) => {
      throw new UsageError(`Cannot read the inputs: the file '${file}' cannot be read`, {
        data: { file },
        cause,
      });
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new UsageError(
      `Cannot read the inputs: they must be JSON, such as '{"sources": ["./parts"]}', found ` +
        `${text}`,
      { cause },
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new UsageError(
    "Cannot read the inputs: they must be a JSON object with the inputs by name, found " +
      `${text}`,
  );
}

/** What is run: a flow, made by this copy of the library or by another one. */
type Runnable = Pick<Pipeline, "process">;

function isRunnable(value: unknown): value is Runnable {
  return typeof value === "object" && value !== null && "process" in value &&
    typeof value.process === "function";
}
