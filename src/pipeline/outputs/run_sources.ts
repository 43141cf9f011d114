/** Where a run looks for its files. @module */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { injectedKind } from "../tasks/injected.ts";
import { splitPattern } from "../tasks/gather_files.ts";
import type { TaskDefinition } from "../tasks/task_definition.ts";

/** A folder, and which of its files are taken. */
interface RunSource {
  /** Its absolute path, with `/`. */
  readonly folder: string;
  /** A pattern, told from there; null for all that can be read. */
  readonly pattern: string | null;
}

/**
 * The folders that a flow's extract tasks are given. A source that is one file is none of them,
 * nor is what a task of the user's own understands alone.
 */
export function runSources(
  definitions: readonly TaskDefinition[],
  inputs: Readonly<Record<string, unknown>>,
): RunSource[] {
  const names = definitions.filter(({ info }) => info.kind === "extract").flatMap(({ info }) =>
    info.inputs.find((input) => injectedKind(input) === null) ?? []
  );
  const found = new Map<string, RunSource>();
  for (const name of new Set(names)) {
    for (const source of [inputs[name]].flat()) {
      const one = sourceOf(source);
      if (one !== null) found.set(JSON.stringify(one), one);
    }
  }
  return [...found.values()];
}

function sourceOf(source: unknown): RunSource | null {
  if (typeof source === "object" && source !== null && "path" in source) {
    const { path, glob = null } = source as { path: unknown; glob?: unknown };
    const pattern = typeof glob === "string" ? glob : null;
    return typeof path === "string" && isFolder(path) ? at(path, pattern) : null;
  }
  if (typeof source !== "string" || source === "") return null;
  if (isFolder(source)) return at(source, null);
  const pattern = splitPattern(source);
  return pattern !== null && isFolder(pattern.folder) ? at(pattern.folder, pattern.glob) : null;
}

function at(folder: string, pattern: string | null): RunSource {
  return { folder: resolve(folder).replaceAll("\\", "/"), pattern };
}

/** What cannot be looked at is none: a task of it says why, if it is a path at all. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false; // links in a circle, or a text that is too long for a name
  }
}
