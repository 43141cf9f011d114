/** Where the results of a run come from, as the `.flow` file keeps it. @module */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../base/sha256.ts";
import { VERSION } from "../../base/version.ts";
import { codeVersion } from "../code/code_version.ts";
import { isOwnModule, ownVersion } from "../code/own_version.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";
import { ownText } from "../worker/own_text.ts";
import { type GitState, gitState } from "./git_state.ts";
import { runSources } from "./run_sources.ts";

/** Where results come from. No clock stands in it: equal inputs have equal lineages. */
export interface RunLineage {
  /** Where files were looked for: absolute folders, and patterns within them. */
  readonly sources: readonly { readonly folder: string; readonly pattern: string | null }[];
  /** The tasks in their order. */
  readonly tasks: readonly {
    readonly name: string;
    /** The module, told from the project's folder; null for one of a notebook's cell. */
    readonly module: string | null;
    /** A hash over the code that the task can reach; null where that cannot be read. */
    readonly code: string | null;
    /** A hash of its schema; null where it has none. */
    readonly schema: string | null;
  }[];
  /** The version of Trunnion, a hash of its text, and the versions of what it measures. */
  readonly trunnion: {
    readonly version: string;
    readonly text: string | null;
    readonly results: Readonly<Record<string, unknown>>;
  };
  /** The version of Deno. */
  readonly deno: string;
  /** The commit of the project that the tasks are of; null where it has none. */
  readonly project: { readonly commit: string; readonly dirty: boolean } | null;
}

/** The commit of the project that tasks are of. Git takes 20 ms and more to say it. */
export function projectState(definitions: readonly TaskDefinition[]): Promise<GitState | null> {
  return gitState(homeOf(definitions));
}

/**
 * Collects where the results of a run come from.
 *
 * @param project what {@linkcode projectState} gave
 */
export async function runLineage(
  definitions: readonly TaskDefinition[],
  inputs: Readonly<Record<string, unknown>>,
  project: Promise<GitState | null> = projectState(definitions),
): Promise<RunLineage> {
  const infos = definitions.map(({ info }) => info)
    .filter(({ moduleUrl, kind }) => moduleUrl !== null || kind !== "custom");
  const home = homeOf(definitions);
  const git = await project;
  const tasks = await Promise.all(infos.map(async ({ moduleUrl, schema, ...info }) => ({
    name: info.name,
    module: moduleUrl === null ? null : moduleText(moduleUrl, git?.root ?? home),
    // What cannot be told of the code must not fail a run that has come to its end.
    code: moduleUrl === null
      ? null
      : await codeVersion([{ ...info, moduleUrl }], []).catch(() => null),
    schema: schema === null ? null : sha256(JSON.stringify(schema)),
  })));
  return {
    sources: runSources(definitions, inputs),
    tasks,
    trunnion: { version: VERSION, text: ownText(), results: JSON.parse(ownVersion()) },
    deno: Deno.version.deno,
    project: git === null ? null : { commit: git.commit, dirty: git.dirty },
  };
}

/** The folder of the first task that is none of Trunnion's, else the one that people stand in. */
function homeOf(definitions: readonly TaskDefinition[]): string {
  const own = definitions.flatMap(({ info: { moduleUrl } }) =>
    moduleUrl?.startsWith("file:") && !isOwnModule(moduleUrl) ? [fileURLToPath(moduleUrl)] : []
  );
  return own.length > 0 ? dirname(own[0]) : Deno.cwd();
}

function moduleText(url: string, root: string): string {
  if (isOwnModule(url)) return "trunnion";
  if (!url.startsWith("file:")) return url;
  return relative(root, fileURLToPath(url)).replaceAll("\\", "/");
}
