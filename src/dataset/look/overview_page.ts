/**
 * A dataset on one screen.
 *
 * @module
 */
import type { Block, Page, Section } from "../../page/page.ts";
import { countedText, countText, shareText, sizeText } from "../../page/quantity_text.ts";
import { tableLines } from "../../page/table_lines.ts";
import { SUBSET_TONES } from "../split/split_page.ts";
import type { TableValue } from "../read/parquet_table.ts";
import type { Distribution } from "../statistics/distribution.ts";
import { lineageLines } from "./lineage.ts";
import type { Overview } from "./overview.ts";

const [MOST_GROUPS, MOST_COLUMNS, MOST_CLASSES] = [12, 16, 8];

/** Draws up the page. */
export function overviewPage(overview: Overview): Page {
  const { contents, bytes, flow, origin } = overview;
  const whole = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const name = typeof origin.flow_name === "string" ? origin.flow_name : lastOf(contents.location);
  const failed = numberOf(flow?.error_count);
  return {
    title: name,
    ...failed > 0 ? { badge: { text: `${countText(failed)} failed`, tone: "warn" } } : {},
    lead: [
      `${countedText(contents.sampleCount, "sample")} of ` +
      countedText(contents.fileCount, "file") +
      (whole > 0 ? `, ${sizeText(whole)} on disk` : ""),
      contents.location,
    ],
    sections: [
      ...flow === null ? [] : [runSection(flow)],
      groupsSection(overview),
      ...overview.columns.length === 0 ? [] : [columnsSection(overview)],
      ...balanceSections(overview),
      originSection(overview),
      nextSection(overview),
    ],
  };
}

/** What the run did with its files, and what failed most. */
function runSection(flow: Readonly<Record<string, unknown>>): Section {
  const counts = { done: flow.file_count, failed: flow.error_count, skipped: flow.skipped_count };
  const classes = typeof flow.error_distribution === "object" && flow.error_distribution !== null
    ? Object.entries(flow.error_distribution).map(([name, count]) => `${name} ${count}`)
    : [];
  const tones = { done: "good", failed: "bad", skipped: "quiet" } as const;
  return {
    heading: "Files of the run",
    blocks: [
      {
        kind: "parts",
        label: "",
        parts: (["done", "failed", "skipped"] as const).map((name) => ({
          name,
          count: numberOf(counts[name]),
          tone: tones[name],
        })),
      },
      ...classes.length === 0 ? [] : [
        { kind: "note", text: `Errors: ${classes.slice(0, 6).join(", ")}`, tone: "bad" } as const,
      ],
    ],
  };
}

function groupsSection({ contents, bytes }: Overview): Section {
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

/** The columns that say something, a line each; the others in two sentences. */
function columnsSection({ columns, rows, summarised, contents }: Overview): Section {
  const empty = columns.filter(({ kind }) => kind === "nothing");
  const same = columns.filter(({ same, missing }) => same && missing === 0 && summarised > 1);
  const telling = columns.filter((column) => !empty.includes(column) && !same.includes(column));
  const shown = telling.slice(0, MOST_COLUMNS);
  const notes = [
    ...summarised < contents.sampleCount ? [`Of the first ${countText(summarised)} samples.`] : [],
    ...same.length > 0
      ? [`The same in all: ${same.map(({ name, values }) => `${name} ${values}`).join(", ")}.`]
      : [],
    ...empty.length > 0 ? [`Without any value: ${empty.map(({ name }) => name).join(", ")}.`] : [],
  ];
  return {
    heading: "Infoset: a row for each sample",
    blocks: [
      {
        kind: "table",
        columns: [
          { name: "column", whole: true },
          { name: "" },
          { name: "missing", align: "right" },
          { name: "values" },
          ...rows.map((_, i) => ({ name: `row ${i}`, wide: true })),
        ],
        rows: shown.map((column) => [
          column.name,
          { counts: column.counts },
          column.missing === 0 ? "" : shareText(column.missing),
          cut(column.values, 60),
          ...rows.map((row) => valueText(row[column.name])),
        ]),
        more: telling.length - shown.length,
      },
      ...notes.map((text) => ({ kind: "note", text: cut(text, 400), tone: "quiet" } as const)),
    ],
  };
}

function balanceSections({ contents, labels }: Overview): Section[] {
  const subsets = Object.entries(contents.subsets);
  return [
    ...labels.map((label) => ({ heading: `Label ${label.key}`, blocks: [labelTable(label)] })),
    ...subsets.length === 0 ? [] : [{
      heading: "Split",
      blocks: [
        {
          kind: "parts",
          label: "",
          parts: subsets.map(([name, count]) => ({
            name,
            count,
            tone: SUBSET_TONES[name] ?? "quiet",
          })),
        } as const,
      ],
    }],
  ];
}

function labelTable({ bins, total, missing }: Distribution): Block {
  const sorted = [...bins].sort((a, b) => b.count - a.count);
  const shown = sorted.slice(0, MOST_CLASSES).map(({ label, count }) => ({ label, count }));
  if (missing > 0) shown.push({ label: "(missing)", count: missing });
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return {
    kind: "table",
    columns: [{ name: "" }, { name: "" }, { name: "", align: "right" }, {
      name: "",
      align: "right",
    }],
    rows: shown.map(({ label, count }) => [
      label,
      { share: count / most },
      countText(count),
      shareText(total === 0 ? 0 : count / total),
    ]),
    more: Math.max(0, bins.length - MOST_CLASSES),
  };
}

function originSection({ flow, origin, contents, lineage }: Overview): Section {
  const facts = {
    flow: origin.flow_name,
    profile: origin.profile,
    schema: origin.schema,
    run: flow?.run_id,
    made: flow?.created,
    infoset: contents.infoset,
    attribset: contents.attribset,
  };
  const lines = Object.entries(facts).flatMap(([name, value]) =>
    typeof value === "string" && value !== "" ? [`${name} ${value}`] : []
  );
  const all = [lines.join(" · "), ...lineageLines(lineage)].filter((line) => line !== "");
  return {
    heading: "Where it comes from",
    blocks: (all.length === 0 ? ["It does not say."] : all)
      .map((text) => ({ kind: "note", text, tone: "quiet" } as const)),
  };
}

function nextSection({ columns, contents }: Overview): Section {
  const key = columns.some(({ name }) => name === "face_count")
    ? "face_count"
    : columns.find(({ kind }) => kind === "number")?.name ?? "face_count";
  const calls = [
    `await dataset.createDistribution({ key: ${JSON.stringify(key)} })`,
    `await dataset.getFileList({ where: where(${JSON.stringify(key)}).gt(20) })`,
    Object.keys(contents.subsets).length === 0
      ? `await dataset.split({ key: ${
        JSON.stringify(key)
      }, train: .7, validation: .15, test: .15 })`
      : `await dataset.subset("train").getItem(0)`,
  ];
  return {
    heading: "Go on",
    blocks: [{ kind: "command", text: "For example:", command: calls.join("\n") }],
  };
}

/** Whether the merge added the array: ids and offsets. */
function isAdded(name: string): boolean {
  return /^(?:file_id_code|body_id_code|body_offsets)_/.test(name);
}

function valueText(value: TableValue | undefined): string {
  if (value === null || value === undefined || value === "") return "–";
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace("T", " ");
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(4)));
  }
  const text = String(value);
  // What tells paths apart is their end.
  return text.length <= 20 ? text : `…${text.slice(-19)}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function lastOf(path: string): string {
  return path.replace(/[/\\]+$/, "").split(/[/\\]/).at(-1)!.replace(/\.(?:dataset|flow)$/, "");
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
