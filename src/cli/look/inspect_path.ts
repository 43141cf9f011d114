/** What `trunnion inspect` tells of a path. @module */
import { lineageLines } from "../../dataset/look/lineage.ts";
import { contentsText } from "../../dataset/statistics/contents.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import { inspect } from "../../dataset/inspect/inspect.ts";
import { inspectDataFile } from "../../dataset/inspect/inspect_data_file.ts";
import type { InspectedColumn } from "../../dataset/inspect/inspected_column.ts";
import { missingText, valuesText } from "../../dataset/inspect/values_text.ts";
import { shareText, sizeText } from "../../page/quantity_text.ts";
import { isOwnDataset } from "../../dataset/inspect/is_own_dataset.ts";
import { openDataset } from "../../dataset/open_dataset.ts";
import { consoleSize } from "../../display/terminal.ts";
import { plainText } from "../../base/plain_text.ts";
import { recordsText } from "../../page/records_text.ts";
import type { JsonMetadata } from "../../storage/data_storage.ts";
import { openDataFile } from "../../storage/read_data_file.ts";
import type { CommandResult } from "../session.ts";

/** What is shown of the files of others. */
interface InspectedPart {
  readonly rows?: number;
  readonly columns?: number;
}

/** Tells what a dataset or a file holds, whoever wrote it. */
export async function inspectPath(
  file: string,
  { rows, columns }: InspectedPart,
): Promise<CommandResult> {
  const path = file.replace(/(?<=.)\/+$/, "");
  if (path.endsWith(".data")) return inspectEncoded(path);
  if (!isThere(path) || isOwnDataset(path)) return await inspectDataset(path);
  const found = await inspect(path, { rows, columns });
  const width = Deno.stdout.isTerminal() ? consoleSize().columns : 120;
  return { text: found.toString(width), json: found.toJSON() };
}

/** Opening what is not there says why. */
function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

async function inspectDataset(path: string): Promise<CommandResult> {
  using dataset = await openDataset(path);
  const [contents, lineage] = [await dataset.contents(), await dataset.lineage()];
  const origin = lineageLines(lineage);
  const notes = await notesOf(dataset);
  const { columns } = await inspect(path, { rows: 3 });
  const found = new Map(columns.map((column) => [column.name, column]));
  const text = [
    contentsText(contents, (key) => noteOf(found.get(key))),
    ...notes.lines.length === 0 ? [] : ["", "Noted of its samples:", ...notes.lines],
    ...origin.length === 0 ? [] : ["", "Where it comes from:", ...origin.map((one) => `  ${one}`)],
  ].join("\n");
  return { text, json: { ...contents, lineage, notes: notes.json, columns } };
}

/** What an array's values come to, behind its type: of the arrays of the merge, nothing. */
function noteOf(column: InspectedColumn | undefined): string {
  if (column === undefined || /\/(?:file_id_code|body_id_code|body_offsets)_/.test(column.name)) {
    return "";
  }
  const { stored, looked, values } = column;
  const missing = missingText(column);
  return [
    stored === null ? "" : `, ${sizeText(stored)}`,
    `: ${valuesText(column)}`,
    missing === "" || missing === "0" ? "" : `, ${missing} missing`,
    looked > 0 && looked < values ? ` (of ${shareText(looked / values)})` : "",
  ].join("");
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

function inspectEncoded(path: string): CommandResult {
  const file = openDataFile(path);
  try {
    const { columns } = inspectDataFile(path, 3);
    const found = new Map(columns.map((column) => [column.name, column]));
    const { source, bodies, metadata, profile } = file.attributes;
    const arrays = [...file.groups].flatMap(([group, { arrays }]) =>
      [...arrays].map(([name, { spec, shape }]) => ({
        array: `${group}/${name}`,
        shape: `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`,
        dtype: spec.dtype,
        dims: spec.dims.join(", "),
        values: valuesText(found.get(`${group}/${name}`)!),
        missing: missingText(found.get(`${group}/${name}`)!),
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
    return { text, json: { path, ...file.attributes, arrays, columns } };
  } finally {
    file.close();
  }
}
