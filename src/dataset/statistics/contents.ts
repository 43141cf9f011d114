/**
 * What a dataset holds: its table of contents.
 *
 * @module
 */
import type { Page } from "../../page/page.ts";
import { countedText } from "../../page/quantity_text.ts";
import { shownValue } from "../../page/shown_value.ts";
import type { ArrayInfo } from "../read/array_groups.ts";
import type { DatasetReader } from "../read/reader.ts";

/** What a dataset holds, as plain data. */
export interface Contents {
  /** Where the dataset is. */
  readonly location: string;
  /** The groups, with their arrays. */
  readonly groups: readonly {
    readonly name: string;
    /** The rows of its arrays, where they all have as many; else of the longest. */
    readonly rows: number;
    readonly arrays: readonly Pick<
      ArrayInfo,
      "name" | "shape" | "chunks" | "dtype" | "dims" | "description"
    >[];
  }[];
  /** File names, null for what is not there. */
  readonly infoset: string | null;
  /** As `infoset`, for the vocabularies. */
  readonly attribset: string | null;
  /** Files of which there are samples. */
  readonly fileCount: number;
  /** Distinct bodies. */
  readonly sampleCount: number;
  /** How many samples each subset has; empty before a split. */
  readonly subsets: Readonly<Record<string, number>>;
}

/** Collects what a dataset holds. */
export async function contentsOf(reader: DatasetReader): Promise<Contents> {
  const groups = reader.arrays.groups().map((name) => {
    const arrays = reader.arrays.arrays(name).map((array) => ({
      name: array.name,
      shape: array.shape,
      chunks: array.chunks,
      dtype: array.dtype,
      dims: array.dims,
      description: array.description,
    }));
    const counted = arrays.filter((array) => array.name !== `body_offsets_${name}`);
    const rows = Math.max(0, ...counted.map(({ shape }) => shape[0] ?? 0));
    return { name, rows, arrays };
  });
  const subsets: Record<string, number> = {};
  if (reader.infoset?.has("subset")) {
    for (const subset of await reader.infoColumn("subset")) {
      if (typeof subset !== "string" || subset === "") continue;
      subsets[subset] = (subsets[subset] ?? 0) + 1;
    }
  }
  const contents = {
    location: reader.location,
    groups,
    infoset: reader.infoset?.name ?? null,
    attribset: reader.attribset?.name ?? null,
    fileCount: new Set(await reader.fileIds()).size,
    sampleCount: reader.sampleCount,
    subsets,
  };
  return shownValue(contents, {
    line: () => contentsText(contents),
    page: () => contentsPage(contents),
  });
}

function contentsPage({ location, groups, fileCount, sampleCount }: Contents): Page {
  return {
    title: "Contents",
    lead: [
      `${countedText(sampleCount, "sample")} of ${countedText(fileCount, "file")}`,
      location,
    ],
    sections: groups.map(({ name, rows, arrays }) => ({
      heading: `${name}: ${countedText(rows, "row")}`,
      blocks: [{
        kind: "table",
        columns: [
          { name: "array", whole: true },
          { name: "shape", whole: true },
          { name: "type" },
          { name: "what", wide: true },
        ],
        rows: arrays.map((one) => [one.name, one.shape.join(" × "), one.dtype, one.description]),
      }],
    })),
  };
}

/**
 * Writes a table of contents as text.
 *
 * @param note what stands behind an array, by its `"group/array"`
 */
export function contentsText(
  contents: Contents,
  note: (key: string) => string = () => "",
): string {
  const lines = [
    "=".repeat(40),
    "DATASET TABLE OF CONTENTS",
    "=".repeat(40),
    "",
    "Available Groups:",
    "-".repeat(50),
    "",
  ];
  if (contents.groups.length === 0) lines.push("(none)", "");
  for (const { name, arrays } of contents.groups) {
    lines.push(`Group: ${name}`, "  Arrays:");
    if (arrays.length === 0) lines.push("    (none)");
    for (const array of arrays) {
      const told = `${array.name}: ${shapeText(array.shape)} ${array.dtype}`;
      lines.push(`    - ${told}${note(`${name}/${array.name}`)}`);
    }
    lines.push("");
  }
  lines.push(
    "Metadata Files:",
    `  - Info: ${contents.infoset ?? "(none)"} (file-level metadata)`,
    `  - Attributes: ${contents.attribset ?? "(none)"} (categorical metadata)`,
    "",
    `Total Files: ${contents.fileCount}`,
    `Total Samples: ${contents.sampleCount}`,
    ...contents.groups.length > 0
      ? [`Total Rows: ${contents.groups.map(({ name, rows }) => `${name} ${rows}`).join(", ")}`]
      : [],
  );
  const subsets = Object.entries(contents.subsets);
  if (subsets.length > 0) {
    lines.push(`Subsets: ${subsets.map(([name, count]) => `${name} ${count}`).join(", ")}`);
  }
  return lines.join("\n");
}

/** A shape as Python writes a tuple: `(250,)`, `(250, 3)`. */
function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
