/** The names behind the codes of a dataset. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import { shownValue } from "../../page/shown_value.ts";
import { kindNames } from "../read/kind_names.ts";
import type { DatasetReader } from "../read/reader.ts";

/** A class of a vocabulary. */
export interface Description {
  /** The vocabulary: `"family"`, `"face_types"`. */
  readonly table: string;
  /** The class's code. */
  readonly id: number;
  /** Its name. */
  readonly name: string;
  /** What it is, where that was said. */
  readonly description: string | null;
}

/**
 * The classes of a vocabulary, or of all: those of the attribset, and the kinds of faces and edges.
 *
 * @throws {UsageError} when there is no such vocabulary, with those that there are
 */
export async function describe(
  reader: DatasetReader,
  table: string | null,
): Promise<readonly Description[]> {
  const all = [...await ofAttribset(reader), ...ofKinds(reader)];
  const tables = [...new Set(all.map((one) => one.table))];
  if (table !== null && !tables.includes(table)) {
    throw new UsageError(
      `Cannot describe the codes of '${table}': it has no vocabulary. ${
        suggestNames(table, tables)
      }`,
      { data: { table, tables } },
    );
  }
  const found = all.filter((one) => table === null || one.table === table);
  const lines = found.slice(0, 40).map(({ table, id, name, description }) =>
    `${table} ${id}: ${name}${description === null ? "" : `, ${description}`}`
  );
  if (found.length > lines.length) lines.push(`... and ${found.length - lines.length} more`);
  return shownValue(found, {
    line: () => lines.length === 0 ? "No codes have names." : lines.join("\n"),
    page: () => ({
      title: table === null ? "Codes and their names" : `Codes of ${table}`,
      lead: [],
      sections: [{
        heading: "",
        blocks: [{
          kind: "table",
          columns: [
            { name: "vocabulary" },
            { name: "code", align: "right" },
            { name: "name", whole: true },
            { name: "description" },
          ],
          rows: found.slice(0, 40).map(({ table, id, name, description }) => [
            table,
            String(id),
            name,
            description ?? "",
          ]),
          more: Math.max(0, found.length - 40),
        }],
      }],
    }),
  });
}

async function ofAttribset({ attribset }: DatasetReader): Promise<Description[]> {
  if (attribset === null) return [];
  const rows = await attribset.records();
  return rows.map(({ table_name, id, name, description }) => ({
    table: String(table_name),
    id: Number(id),
    name: String(name),
    description: typeof description === "string" && description !== "" ? description : null,
  }));
}

function ofKinds({ arrays }: DatasetReader): Description[] {
  return arrays.groups().flatMap((group) =>
    arrays.arrays(group).flatMap(({ name: table, attributes: { codes } }) =>
      [...kindNames(group, table, codes, arrays.attributes)?.names ?? []]
        .map(([id, name]) => ({ table, id, name, description: null }))
    )
  );
}
