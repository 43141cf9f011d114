/**
 * Where a dataset comes from: what its `.flow` keeps, and what its tables say of each sample.
 *
 * @module
 */
import { kernelName } from "../../cad/kernel_name.ts";
import { shownValue } from "../../page/shown_value.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { SourceFolder } from "../read/read_store.ts";
import type { DatasetReader } from "../read/reader.ts";

/** Where a dataset comes from. What is not known is null, or not in its list. */
export interface Lineage {
  /** The name of the flow that made it. */
  readonly flow: string | null;
  /** The folders that its files are told from. */
  readonly sources: readonly SourceFolder[];
  /** Where its last run looked for files: absolute folders, and patterns within them. */
  readonly lookedThrough: readonly { readonly folder: string; readonly pattern: string | null }[];
  /** The tasks, with hashes over the code that each can reach, and over its schema. */
  readonly tasks: readonly {
    readonly name: string;
    /** The module, told from the project's folder. */
    readonly module: string | null;
    readonly code: string | null;
    readonly schema: string | null;
  }[];
  /** The version of Trunnion, a hash of its text, and the versions of what it measures. */
  readonly trunnion: {
    readonly version: string;
    readonly text: string | null;
    readonly results: Readonly<Record<string, unknown>>;
  } | null;
  /** The version of Deno. */
  readonly deno: string | null;
  /** The commit of the project that the tasks are of, and whether files differed from it. */
  readonly project: { readonly commit: string; readonly dirty: boolean } | null;
  /** What read the files, and how many samples each gave. */
  readonly readers: readonly {
    readonly kernel: string | null;
    readonly kernelVersion: string | null;
    readonly reader: string | null;
    /** The feature profile, e.g. `"hoops@1"`. */
    readonly profile: string | null;
    readonly samples: number;
  }[];
  /** What was agreed to be saved; null where nothing was. */
  readonly schema: unknown;
}

/** Collects where a dataset comes from. */
export async function lineageOf(reader: DatasetReader): Promise<Lineage> {
  const { trunnion } = reader.arrays.attributes;
  const own = recordOf(trunnion);
  const kept = recordOf(reader.flow?.lineage);
  const [made, project] = [recordOf(kept.trunnion), recordOf(kept.project)];
  const lineage: Lineage = {
    flow: textOf(own.flow_name) ?? textOf(reader.flow?.flow_name),
    sources: await reader.sourceFolders(),
    lookedThrough: listOf(kept.sources).flatMap(({ folder, pattern }) =>
      typeof folder === "string" ? [{ folder, pattern: textOf(pattern) }] : []
    ),
    tasks: listOf(kept.tasks).flatMap(({ name, module, code, schema }) =>
      typeof name === "string"
        ? [{ name, module: textOf(module), code: textOf(code), schema: textOf(schema) }]
        : []
    ),
    trunnion: typeof made.version === "string"
      ? { version: made.version, text: textOf(made.text), results: recordOf(made.results) }
      : null,
    deno: textOf(kept.deno),
    project: typeof project.commit === "string"
      ? { commit: project.commit, dirty: project.dirty === true }
      : null,
    readers: await readersOf(reader),
    schema: own.schema ?? null,
  };
  return shownValue(lineage, {
    line: () => lineageLines(lineage).join("\n"),
    page: () => ({
      title: `Lineage${lineage.flow === null ? "" : ` of ${lineage.flow}`}`,
      lead: lineageLines(lineage),
      sections: [],
    }),
  });
}

/** A lineage in lines of text, what is not known left out. */
export function lineageLines(lineage: Lineage): string[] {
  const { sources, tasks, trunnion, deno, project, readers } = lineage;
  const schema = recordOf(lineage.schema);
  const patterns = new Map<string, string[]>();
  for (const { folder, pattern } of lineage.lookedThrough) {
    if (pattern !== null) patterns.set(folder, [...patterns.get(folder) ?? [], pattern]);
  }
  return [
    ...sources.map(({ folder, prefix, found }) =>
      `Source: ${folder}${[...patterns.get(folder) ?? []].map((one) => ` ${one}`).join(",")}` +
      `${prefix === "" ? "" : ` as ${prefix}`}${found === null ? " (not there any more)" : ""}`
    ),
    ...[...tasksOf(tasks)].map(([where, names]) =>
      `${names.length === 1 ? "Task" : "Tasks"}: ${names.join(", ")} of ${where}`
    ),
    ...typeof schema.domain === "string"
      ? [`Schema: ${schema.domain}${textOf(schema.version) ? ` ${schema.version}` : ""}`]
      : [],
    ...project === null
      ? []
      : [`Project: commit ${short(project.commit)}${project.dirty ? ", with changes" : ""}`],
    ...trunnion === null ? [] : [`Made by: Trunnion ${trunnion.version}, Deno ${deno}`],
    ...readers.map(({ kernel, kernelVersion, reader, profile, samples }) =>
      `Read by: ${kernelName(kernel, kernelVersion)}` +
      `${reader === null ? "" : `, reader ${reader}`}` +
      `${profile === null ? "" : `, profile ${profile}`}: ${samples} ` +
      (samples === 1 ? "sample" : "samples")
    ),
  ];
}

function short(hash: string | null): string {
  return hash?.slice(0, 12) ?? "not known";
}

/** The names of tasks, by the module that they are of and its code. */
function tasksOf(tasks: Lineage["tasks"]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, module, code } of tasks) {
    const where = `${module ?? "a notebook's cell"}, code ${short(code)}`;
    found.set(where, [...found.get(where) ?? [], name]);
  }
  return found;
}

async function readersOf(reader: DatasetReader): Promise<Lineage["readers"]> {
  const column = async (name: string) =>
    reader.infoset?.has(name) ? await reader.infoColumn(name) : null;
  const columns = await Promise.all(
    ["kernel", "kernel_version", "reader", "profile"].map(column),
  );
  if (columns.every((values) => values === null)) return [];
  const text = (values: TableValue[] | null, s: number) => textOf(values?.[s]);
  const found = new Map<string, { samples: number }>();
  let last: { readonly values: readonly TableValue[]; samples: number } | null = null;
  const first: Omit<Lineage["readers"][0], "samples">[] = [];
  for (let s = 0; s < reader.sampleCount; s++) {
    // Most samples were read as the one before them.
    if (last?.values.every((value, i) => value === (columns[i]?.[s] ?? null))) {
      last.samples++;
      continue;
    }
    const [kernel, kernelVersion, name, profile] = columns.map((values) => text(values, s));
    const key = JSON.stringify([kernel, kernelVersion, name, profile]);
    let known = found.get(key);
    if (known === undefined) {
      known = { samples: 0 };
      found.set(key, known);
      first.push({ kernel, kernelVersion, reader: name, profile });
    }
    known.samples++;
    last = Object.assign(known, { values: columns.map((values) => values?.[s] ?? null) });
  }
  return [...found.values()].map(({ samples }, i) => ({ ...first[i], samples }));
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
