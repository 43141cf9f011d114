/**
 * `trunnion graph`: prints the graph of a flow that a module exports.
 *
 * @module
 */
import type { Command } from "commander";
import { findExport } from "./module_exports.ts";
import { runInProject } from "./project_run.ts";
import { type CommonOptions, type Session, withCommonOptions } from "./session.ts";

interface GraphFlags extends CommonOptions {
  flow?: string;
  config?: string;
}

/** What can be drawn: a pipeline, a graph of jobs, or a run. */
interface Drawable {
  mermaid(): string;
}

/** Adds the command. */
export function addGraphCommand(program: Command, session: Session): void {
  const command = program.command("graph")
    .summary("print the graph of a flow that a module exports, as a Mermaid flowchart")
    .description(
      "Import a module and print the graph of the flow that it exports as a Mermaid flowchart, " +
        "which GitHub, GitLab and Markdown viewers draw. Nothing is run.",
    )
    .argument("<module>", "a TypeScript or JavaScript file")
    .option("--flow <export>", "which export is the flow, where there are several")
    .option("--config <deno.json>", "the module's deno.json (default: the nearest one above it)")
    .addHelpText("after", "\nExample:\n  trunnion graph flows/parts.ts > parts.mmd");
  withCommonOptions(command).action(async (module: string, options: GraphFlags) => {
    const code = await runInProject(session, module, options.config);
    if (code !== null) return session.endWith(code);
    await session.run(options, async () => {
      const mermaid = (await findExport(module, options.flow, {
        verb: "draw",
        advice: "Export what createFlow() returns, or a graph; the calls of a flow made of a " +
          "function are known only when it has run: print its run's mermaid()",
        is: isDrawable,
      })).mermaid();
      return { text: mermaid.trimEnd(), json: { module, mermaid } };
    });
  });
}

function isDrawable(value: unknown): value is Drawable {
  return typeof value === "object" && value !== null && "mermaid" in value &&
    typeof value.mermaid === "function";
}
