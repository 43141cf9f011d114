/** The flow of `trunnion encode`, made anew by `trunnion retry`. @module */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pickOptions } from "../base/option_rules.ts";
import type { LoaderOptions } from "../cad/loader_options.ts";
import { encodeLabelledTask, findLabelsTask } from "../pipeline/tasks/encode_labelled.ts";
import { encodeTask, gatherTask } from "../pipeline/tasks/builtin_tasks.ts";
import { createFlow, type Pipeline } from "../pipeline/create_flow.ts";
import { type CadSource, splitPattern } from "../pipeline/tasks/gather_files.ts";
import { type CommandOrigin, RETRY_COMMAND } from "./command_origin.ts";
import type { PipelineOptions } from "../pipeline/pipeline_options.ts";
import type { ProfileChoice } from "../pipeline/tasks/profiled_task.ts";
import type { Session } from "./session.ts";

/** The options that the flow takes under the same names. */
const OF_FLOW = {
  maxWorkers: true,
  isolation: true,
  deadline: true,
  auditEvery: true,
  maxErrors: true,
  exportVisualization: true,
  debug: true,
} as const;
/** The options that its loader takes. */
const OF_LOADER = {
  units: true,
  bodies: true,
  onBadFace: true,
  nameEncoding: true,
  reader: true,
} as const;

type FlowPart = Pick<PipelineOptions, keyof typeof OF_FLOW>;
type LoaderPart = Pick<LoaderOptions, keyof typeof OF_LOADER>;

/** What says which files are encoded, and how. */
export interface EncodeOptions extends FlowPart, LoaderPart, ProfileChoice {
  readonly out: string;
  readonly name?: string;
  readonly glob?: string;
  /** @default {true} */
  readonly labels?: boolean;
  readonly fresh?: boolean;
  readonly limit?: number;
}

/** A flow, and what it is run with. */
interface EncodeFlow {
  readonly flow: Pipeline;
  readonly inputs: { readonly sources: readonly CadSource[] };
  /** What makes the same again. */
  readonly origin: CommandOrigin;
}

/** Makes the flow that encodes folders. */
export function encodeFlow(
  session: Session,
  folders: readonly string[],
  options: EncodeOptions,
): EncodeFlow {
  const { out, name = nameOf(folders[0]), glob, labels, profile, fresh, limit = null } = options;
  const ofFlow = pickOptions<FlowPart>(options, OF_FLOW);
  const loaderOptions = pickOptions<LoaderPart>(options, OF_LOADER);
  const flow = createFlow({
    name,
    tasks: labels === false
      ? [gatherTask, encodeTask.with({ profile })]
      : [gatherTask, findLabelsTask, encodeLabelledTask.with({ profile })],
    flowsOutputDir: out,
    ...ofFlow,
    loaderOptions,
    reuse: !fresh,
    progress: ({ label, total, look }) => session.progress(label, total, look),
  });
  return {
    flow,
    inputs: { sources: folders.map((path) => glob === undefined ? path : { path, glob }) },
    origin: {
      retryCommand: RETRY_COMMAND,
      command: "encode",
      cwd: Deno.cwd(),
      folders,
      options: { out: resolve(out), name, glob, labels, profile, ...ofFlow, ...loaderOptions },
      limit,
    },
  };
}

/** The name of a dataset: that of the folder, or of the one in which a pattern looks. */
function nameOf(source: string): string {
  const isThere = existsSync(source);
  const folder = isThere ? source : splitPattern(source)?.folder ?? source;
  return basename(resolve(folder)).replace(/[*?"<>|:]+/g, "_") || "parts";
}
