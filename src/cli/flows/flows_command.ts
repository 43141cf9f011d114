/** `trunnion flows`: the dependent flows of a module, listed, shown, run and cancelled. @module */
import type { Command } from "commander";
import { resolve } from "node:path";
import { durationText } from "../../page/quantity_text.ts";
import { pageText } from "../../page/page_text.ts";
import type { Page } from "../../page/page.ts";
import { UsageError } from "../../base/errors.ts";
import type { RegisteredFlow } from "../../flow/dependent/registered_flow.ts";
import { readInputs } from "../run_command.ts";
import { runInProject } from "../project_run.ts";
import { duration } from "../option_values.ts";
import {
  type CommandResult,
  type CommonOptions,
  EXIT,
  type Session,
  withCommonOptions,
} from "../session.ts";
import { chooseFlow, findFlows } from "./find_flows.ts";
import { FlowRuns, readRecord } from "./flow_runs.ts";

interface FlowsFlags extends CommonOptions {
  config?: string;
  runs: string;
  input?: string;
  resume?: string;
  mermaid?: boolean;
  wait: number;
}

/** What a command does with a module and the flow that was named. */
type Does = (
  module: string,
  flow: string | undefined,
  options: FlowsFlags,
) => Promise<CommandResult>;

/** Adds the commands. */
export function addFlowsCommand(program: Command, session: Session): void {
  const group = program.command("flows")
    .summary("list, show, run and cancel the dependent flows of a module")
    .description("The flows that a module exports, made with trunnion/dependent.");
  const add = (name: string, summary: string, does: Does, withFlow = true) => {
    const command = group.command(name).summary(summary).description(summary)
      .argument("<module>", "a TypeScript or JavaScript file");
    if (withFlow) command.argument("[flow]", "a flow, by its id, its name or its export");
    command.option(
      "--config <deno.json>",
      "the module's deno.json (default: the nearest above it)",
    );
    if (name !== "show") {
      command.option("--runs <folder>", "where executions are written", "output/flow_runs");
    }
    withCommonOptions(command).action(async (module: string, ...rest: unknown[]) => {
      const flow = withFlow ? rest[0] as string | undefined : undefined;
      const options = rest[withFlow ? 1 : 0] as FlowsFlags;
      const code = await runInProject(session, module, options.config);
      if (code !== null) return session.endWith(code);
      await session.run(options, () => does(module, flow, options));
    });
    return command;
  };
  add("list", "list the flows of a module, and what was run of them", listFlows, false);
  add("show", "show what a flow waits for", showFlow)
    .option("--mermaid", "print all flows as a Mermaid flowchart");
  add(
    "run",
    "run a flow behind all that it waits for",
    (module, flow, options) => runFlow(session, module, flow, options),
  )
    .option("--input <json>", "its input: a JSON object, or @file.json", "{}")
    .option(
      "--resume <file>",
      "go on with an execution that was written: what it completed is kept",
    );
  add("cancel", "cancel what runs of a module, or of one flow", cancelFlows)
    .option("--wait <time>", "how long to wait for the end (10s)", duration(0), 10_000);
}

async function listFlows(module: string, _: unknown, options: FlowsFlags): Promise<CommandResult> {
  const { flows } = await findFlows(module, "list the flows of");
  const runs = await runsOf(module, options);
  const page: Page = {
    title: "",
    lead: [],
    sections: [{
      heading: "",
      blocks: [{
        kind: "table",
        columns: ["flow", "name", "type", "depends on", "runs"].map((name) => ({ name })),
        rows: flows.map((flow) => [
          flow.processId,
          flow.config.name,
          flow.config.flowType,
          dependenciesText(flow),
          runs.filter((run) => run.flow === flow.processId).map(({ status }) => status).slice(-3)
            .join(", "),
        ]),
      }],
    }],
  };
  return {
    text: pageText(page, { columns: 120 }).trim(),
    json: { module, flows: flows.map(flowJson), runs: runs.map(({ record: _, ...run }) => run) },
  };
}

async function showFlow(
  module: string,
  wanted: string | undefined,
  options: FlowsFlags,
): Promise<CommandResult> {
  const found = await findFlows(module, "show the flows of");
  const mermaid = found.contexts.map((context) => context.mermaid()).join("\n");
  if (options.mermaid) return { text: mermaid.trimEnd(), json: { module, mermaid } };
  const flow = chooseFlow(module, found, wanted, "show");
  const { name, description, flowType, timeout, retries, tags, version } = flow.config;
  const lines = [
    `${flow.processId}${name === flow.processId ? "" : ` (${name})`}: ${flowType}`,
    ...description === null ? [] : [`  ${description}`],
    `  depends on  ${dependenciesText(flow) || "nothing"}`,
    `  time        ${timeout === null ? "any" : durationText(timeout)}, ${retries} retries`,
    ...tags.length > 0 ? [`  tags        ${tags.join(", ")}`] : [],
    ...version === null ? [] : [`  version     ${version}`],
  ];
  return { text: lines.join("\n"), json: { module, ...flowJson(flow), mermaid } };
}

async function runFlow(
  session: Session,
  module: string,
  wanted: string | undefined,
  options: FlowsFlags,
): Promise<CommandResult> {
  const found = await findFlows(module, "run a flow of");
  const flow = chooseFlow(module, found, wanted, "run");
  const input = await readInputs(options.input ?? "{}");
  const resume = options.resume === undefined ? undefined : await readRecord(options.resume);
  const runs = new FlowRuns(options.runs);
  const execution = flow.start(input, { signal: session.signal, resume });
  const written = {
    runId: execution.id,
    module: resolve(module),
    flow: flow.processId,
    pid: Deno.pid,
    startedAt: new Date().toISOString(),
  };
  await runs.write({ ...written, status: "running", record: null });
  const unwatch = runs.watch(execution.id, () => void execution.cancel("asked for by a command"));
  const progress = session.progress(flow.config.name, execution.run.jobs.size);
  const look = () =>
    progress.update(execution.run.progress().ended, execution.run.statistics().failed);
  execution.run.events.subscribe(look);
  try {
    const { status, output, error, metadata } = await execution.result();
    look(); // quick ones have ended before anybody could hear of it
    progress.finish();
    const record = execution.record();
    await runs.write({ ...written, status, record });
    const time = durationText(execution.run.durationMs ?? metadata.durationMs);
    const told = status === "completed" ? JSON.stringify(output, null, 2) ?? "" : `error: ${error}`;
    return {
      text: `${flow.processId}: ${status} after ${time}\n${told}\n` +
        `Written to ${runs.pathOf(execution.id)}`,
      json: { ...written, status, output, error, record },
      exitCode: status === "completed"
        ? EXIT.done
        : status === "cancelled"
        ? EXIT.interrupted
        : EXIT.failed,
    };
  } finally {
    unwatch();
    for (const context of found.contexts) await context.shutdown();
  }
}

async function cancelFlows(
  module: string,
  wanted: string | undefined,
  options: FlowsFlags,
): Promise<CommandResult> {
  const runs = new FlowRuns(options.runs);
  const running = (await runsOf(module, options)).filter(({ status, flow }) =>
    status === "running" && (wanted === undefined || flow === wanted)
  );
  if (running.length === 0) {
    throw new UsageError(
      `Cannot cancel ${
        wanted === undefined ? "anything" : `'${wanted}'`
      } of '${module}': nothing ` +
        `of it runs that is written in '${options.runs}'. Name the folder with --runs.`,
      { data: { module, runs: options.runs } },
    );
  }
  const ended = await Promise.all(running.map(({ runId }) => runs.stop(runId, options.wait)));
  const lines = running.map(({ flow, runId, pid }, i) =>
    ended[i] === null
      ? `${flow}: no answer of process ${pid}; where that is gone, remove ${runs.pathOf(runId)}`
      : `${flow}: ${ended[i].status}`
  );
  return {
    text: lines.join("\n"),
    json: running.map(({ runId, flow }, i) => ({ runId, flow, status: ended[i]?.status ?? null })),
    exitCode: ended.includes(null) ? EXIT.failed : EXIT.done,
  };
}

async function runsOf(module: string, { runs }: FlowsFlags) {
  return (await new FlowRuns(runs).list()).filter((run) => run.module === resolve(module));
}

function dependenciesText(flow: RegisteredFlow): string {
  const optional = flow.getDependencies("optional").map((id) => `${id} (optional)`);
  return [...flow.getDependencies("required"), ...optional].join(", ");
}

function flowJson(flow: RegisteredFlow) {
  const { input: _, output: __, cache: ___, retryIf: ____, ...config } = flow.config;
  return {
    processId: flow.processId,
    config,
    required: flow.getDependencies("required"),
    optional: flow.getDependencies("optional"),
  };
}
