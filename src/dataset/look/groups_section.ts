/**
 * The groups of a dataset, as a part of its page.
 *
 * @module
 */
import type { Section } from "../../page/page.ts";
import { countedText, countText, sizeText } from "../../page/quantity_text.ts";
import { tableLines } from "../../page/table_lines.ts";
import type { Overview } from "./overview.ts";

const MOST_GROUPS = 12;

/** A row for each group; types, shapes and chunks of its arrays lie behind it. */
export function groupsSection({ contents, bytes }: Overview): Section {
  const { groups } = contents;
  const rows = groups.slice(0, MOST_GROUPS).map(({ name, rows, arrays }) => {
    const size = arrays.reduce((sum, array) => sum + (bytes.get(`${name}/${array.name}`) ?? 0), 0);
    const [own, added] = [
      arrays.filter((array) => !isAdded(array.name)),
      arrays.filter((array) => isAdded(array.name)),
    ];
    const table = tableLines({
      columns: ["array", "shape", "type", "chunks", "on disk", "what"].map((name, i) => ({
        name,
        align: i === 4 ? "right" : "left",
      })),
      rows: [...own, ...added].map((array) => [
        array.name,
        array.shape.join(" × "),
        array.dtype,
        array.chunks.join(" × "),
        bytes.has(`${name}/${array.name}`) ? sizeText(bytes.get(`${name}/${array.name}`)!) : "",
        array.description,
      ]),
    }, { width: 130 });
    return {
      mark: countText(rows),
      text: `${name}: ${own.map(({ name }) => name).join(", ")}`,
      sub: countedText(arrays.length, "array") + (size > 0 ? `, ${sizeText(size)}` : ""),
      detail: { name: "types, shapes, chunks", lines: table },
    };
  });
  return {
    heading: "Groups and their rows",
    blocks: [{ kind: "list", rows, more: groups.length - rows.length }],
  };
}

/** Whether the merge added the array: ids and offsets. */
function isAdded(name: string): boolean {
  return /^(?:file_id_code|body_id_code|body_offsets)_/.test(name);
}
