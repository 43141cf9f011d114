/** Graphs and runs as Mermaid flowcharts. @module */
import type { GraphEdge } from "../graph_edge.ts";
import type { JobRecord } from "./job_record.ts";

/** A job as the picture needs it; without a state, it has not run. */
type DrawnJob =
  & Pick<JobRecord, "name">
  /** What edges call it, where that is not its name. */
  & { readonly id?: string }
  & Partial<Pick<JobRecord, "state" | "durationMs" | "attempts" | "parent">>;

/** Colours that can be read in light and dark. */
const STYLES: Readonly<Record<string, string>> = {
  completed: "fill:#2e7d32,color:#fff",
  failed: "fill:#c62828,color:#fff",
  running: "fill:#1565c0,color:#fff",
  cancelled: "fill:#ef6c00,color:#fff",
  skipped: "fill:#757575,color:#fff",
};

/**
 * Draws jobs and edges: a solid arrow for a required edge and for a call, a dotted one for an
 * optional edge.
 */
export function mermaid(jobs: readonly DrawnJob[], edges: readonly GraphEdge[]): string {
  const ids = new Map(jobs.map(({ name, id = name }, i) => [id, `j${i}`]));
  const lines = ["flowchart LR"];
  for (const job of jobs) {
    const style = job.state === undefined || job.state === "pending" ? "" : `:::${job.state}`;
    lines.push(`  ${ids.get(job.id ?? job.name)}["${label(job)}"]${style}`);
  }
  for (const { from, to, kind } of edges) {
    lines.push(`  ${ids.get(from)} ${kind === "optional" ? "-.->" : "-->"} ${ids.get(to)}`);
  }
  for (const { name, parent } of jobs) {
    if (parent) lines.push(`  ${ids.get(parent)} --> ${ids.get(name)}`);
  }
  const states = new Set(jobs.map(({ state }) => state as string));
  for (const [state, style] of Object.entries(STYLES)) {
    if (states.has(state)) lines.push(`  classDef ${state} ${style}`);
  }
  return lines.join("\n") + "\n";
}

function label({ name, state, durationMs = null, attempts = 0 }: DrawnJob): string {
  const lines = [name.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")];
  if (state !== undefined && state !== "pending") {
    const time = durationMs === null ? "" : ` ${durationText(durationMs)}`;
    lines.push(`${state}${time}${attempts > 1 ? `, ${attempts} attempts` : ""}`);
  }
  return lines.join("<br/>");
}

function durationText(ms: number): string {
  return ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
