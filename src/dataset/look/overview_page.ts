/**
 * A dataset on one screen.
 *
 * @module
 */
import type { Page, Section } from "../../page/page.ts";
import { countedText, countText, sizeText } from "../../page/quantity_text.ts";
import { balanceSections } from "./balance_sections.ts";
import { columnsSection } from "./columns_section.ts";
import { groupsSection } from "./groups_section.ts";
import { lineageLines } from "./lineage.ts";
import type { Overview } from "./overview.ts";
import { filesSection, slowestSection } from "./run_sections.ts";

/** Draws up the page. */
export function overviewPage(overview: Overview): Page {
  const { contents, bytes, flow, origin, fingerprint } = overview;
  const whole = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const name = typeof origin.flow_name === "string" ? origin.flow_name : lastOf(contents.location);
  const failed = numberOf(flow?.error_count);
  return {
    title: name,
    ...failed > 0 ? { badge: { text: `${countText(failed)} failed`, tone: "warn" } } : {},
    lead: [
      `${countedText(contents.sampleCount, "sample")} of ` +
      countedText(contents.fileCount, "file") +
      (whole > 0 ? `, ${sizeText(whole)} on disk` : "") +
      (fingerprint === null ? "" : ` · fingerprint ${fingerprint}`),
      contents.location,
    ],
    sections: [
      ...filesSection(overview),
      ...picturesSection(overview),
      groupsSection(overview),
      ...overview.columns.length === 0 ? [] : [columnsSection(overview)],
      ...balanceSections(overview),
      ...slowestSection(overview),
      originSection(overview),
      nextSection(overview),
    ],
  };
}

function picturesSection({ pictures, contents }: Overview): Section[] {
  if (pictures.length === 0) return [];
  const more = contents.sampleCount - pictures.length;
  return [{ heading: "The first parts", blocks: [{ kind: "pictures", pictures, more }] }];
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
    `await dataset.chart.distribution(${JSON.stringify(key)})`,
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

function lastOf(path: string): string {
  return path.replace(/[/\\]+$/, "").split(/[/\\]/).at(-1)!.replace(/\.(?:dataset|flow)$/, "");
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
