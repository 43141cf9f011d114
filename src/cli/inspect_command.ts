/**
 * `trunnion inspect`: says what a file holds.
 *
 * @module
 */
import type { Command } from "commander";
import { lineageLines } from "../dataset/look/lineage.ts";
import { contentsText } from "../dataset/statistics/contents.ts";
import type { Dataset } from "../dataset/dataset.ts";
import { openDataset } from "../dataset/open_dataset.ts";
import { plainText } from "../base/plain_text.ts";
import { recordsText } from "../page/records_text.ts";
import { UsageError } from "../base/errors.ts";
import type { JsonMetadata } from "../storage/data_storage.ts";
import { openDataFile } from "../storage/read_data_file.ts";
import {
  type CommandResult,
  type CommonOptions,
  type Session,
  withCommonOptions,
} from "./session.ts";

/** Adds the command. */
export function addInspectCommand(program: Command, session: Session): void {
  const command = program.command("inspect")
    .summary("print the table of contents of a dataset, or of one encoded file")
    .description("Print what a dataset or one encoded file (.data) holds.")
    .argument("<file>", "a flow's folder, its .flow or its .dataset; a pack; or a .data file")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  trunnion inspect out/flows/parts/parts.flow\n" +
        "  trunnion inspect out/flows/parts/encoded/part_0001_bracket.data --json",
    );
  withCommonOptions(command).action((file: string, options: CommonOptions) =>
    session.run(options, () => inspect(file))
  );
}

async function inspect(file: string): Promise<CommandResult> {
  const path = file.replace(/\/+$/, "");
  if (path.endsWith(".data")) return inspectDataFile(path);
  const { isFile } = await Deno.stat(path).catch(() => ({ isFile: false }));
  if (isFile && !path.endsWith(".flow") && !path.endsWith(".zip")) {
    throw new UsageError(
      `Cannot inspect '${file}': it must be a .flow, .dataset, .data or packed .zip file`,
      { data: { file } },
    );
  }
  using dataset = await openDataset(path);
  const [contents, lineage] = [await dataset.contents(), await dataset.lineage()];
  const origin = lineageLines(lineage);
  const notes = await notesOf(dataset);
  const text = [
    contentsText(contents),
    ...notes.lines.length === 0 ? [] : ["", "Noted of its samples:", ...notes.lines],
    ...origin.length === 0 ? [] : ["", "Where it comes from:", ...origin.map((one) => `  ${one}`)],
  ].join("\n");
  return { text, json: { ...contents, lineage, notes: notes.json } };
}

/** What people have noted: columns that were joined, tags, views. */
async function notesOf(dataset: Dataset) {
  const columns = (await dataset.joinedColumns()).filter((name) => name !== "tags");
  const [tags, views] = [await dataset.tags(), await dataset.views()];
  const counts = Object.entries(tags).map(([tag, count]) => `${tag} ${count}`);
  const queries = Object.entries(views).map(([name, query]) => `  View: ${name}: ${query}`);
  return {
    lines: [
      ...columns.length === 0 ? [] : [`  Joined: ${columns.join(", ")}`],
      ...counts.length === 0 ? [] : [`  Tags: ${counts.join(", ")}`],
      ...queries,
    ],
    json: { columns, tags, views },
  };
}

function inspectDataFile(path: string): CommandResult {
  const file = openDataFile(path);
  try {
    const { source, bodies, metadata, profile } = file.attributes;
    const arrays = [...file.groups].flatMap(([group, { arrays }]) =>
      [...arrays].map(([name, { spec, shape }]) => ({
        array: `${group}/${name}`,
        shape: `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`,
        dtype: spec.dtype,
        dims: spec.dims.join(", "),
      }))
    );
    const bodyRecords = bodies.map((body) => ({
      body: body.index,
      kind: body.kind,
      name: body.name,
      faces: body.face_count,
      edges: body.edge_count,
      instances: body.instance_count,
      metadata: Object.keys(body.metadata).length === 0 ? null : body.metadata,
    }));
    const facts: Record<string, JsonMetadata> = {
      source: source?.path ?? null,
      bytes: source?.size ?? null,
      sha256: source?.hash ?? null,
      profile,
      ...source?.provenance,
      ...metadata,
    };
    const text = [
      `${path}: ${bodies.length} ${bodies.length === 1 ? "sample" : "samples"}`,
      ...Object.entries(facts).flatMap(([name, value]) =>
        value === null
          ? []
          : [`  ${name}: ${plainText(String(typeof value === "object" ? value.date : value))}`]
      ),
      "",
      recordsText(bodyRecords),
      "",
      arrays.length > 0 ? recordsText(arrays, { limit: Infinity }) : "No arrays.",
    ].join("\n");
    return { text, json: { path, ...file.attributes, arrays } };
  } finally {
    file.close();
  }
}
