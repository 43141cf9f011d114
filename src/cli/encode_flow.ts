/** The flow of `trunnion encode`, made anew by `trunnion retry`. @module */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { LoaderOptions } from "../cad/loader_options.ts";
import { encodeLabelledTask, findLabelsTask } from "../pipeline/tasks/encode_labelled.ts";
import { encodeTask, gatherTask } from "../pipeline/tasks/builtin_tasks.ts";
import { createFlow, type Pipeline } from "../pipeline/create_flow.ts";
import { type CadSource, splitPattern } from "../pipeline/tasks/gather_files.ts";
import type { MaxErrors } from "../pipeline/tasks/task_policy.ts";
import { type CommandOrigin, RETRY_COMMAND } from "./command_origin.ts";
import type { Isolation } from "../pool/run/worker_pool.ts";
import type { Session } from "./session.ts";

/** What says which files are encoded, and how. */
export interface EncodeOptions {
  out: string;
  name?: string;
  maxWorkers?: number;
  glob?: string;
  /** Milliseconds. */
  deadline?: number;
  units?: LoaderOptions["units"];
  bodies?: LoaderOptions["bodies"];
  onBadFace?: LoaderOptions["onBadFace"];
  nameEncoding?: LoaderOptions["nameEncoding"];
  maxErrors?: MaxErrors;
  /** @default {true} */
  labels?: boolean;
  isolation?: Isolation;
  debug?: boolean;
  fresh?: boolean;
  limit?: number;
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
  const { out, maxWorkers, isolation, glob, deadline, units, bodies, debug, fresh } = options;
  const { limit = null, onBadFace, nameEncoding, maxErrors, labels } = options;
  const name = options.name ?? nameOf(folders[0]);
  const flow = createFlow({
    name,
    tasks: labels === false
      ? [gatherTask, encodeTask]
      : [gatherTask, findLabelsTask, encodeLabelledTask],
    flowsOutputDir: out,
    maxWorkers: maxWorkers ?? null,
    isolation,
    deadline: deadline ?? null,
    maxErrors,
    loaderOptions: {
      ...(units === undefined ? {} : { units }),
      ...(bodies === undefined ? {} : { bodies }),
      ...(onBadFace === undefined ? {} : { onBadFace }),
      ...(nameEncoding === undefined ? {} : { nameEncoding }),
    },
    debug: debug ?? false,
    reuse: !fresh,
    progress: ({ label, total, look }) => session.progress(label, total, look),
  });
  return {
    flow,
    inputs: { sources: folders.map((path) => ({ path, glob: glob ?? null })) },
    origin: {
      retryCommand: RETRY_COMMAND,
      command: "encode",
      cwd: Deno.cwd(),
      folders,
      options: {
        out: resolve(out),
        name,
        maxWorkers,
        isolation,
        glob,
        deadline,
        units,
        bodies,
        onBadFace,
        nameEncoding,
        maxErrors,
        labels,
        debug,
      },
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
