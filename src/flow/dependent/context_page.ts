/** The flows of a context as a page and as a flowchart. @module */
import type { Page, Tone } from "../../page/page.ts";
import { countedText, countText, durationText } from "../../page/quantity_text.ts";
import type { GraphEdge } from "../graph_edge.ts";
import { mermaid } from "../record/mermaid.ts";
import { judgeHealth } from "./flow_health.ts";
import type { FlowState } from "./flow_state.ts";
import { FLOW_STATUSES, type FlowStatus } from "./flow_words.ts";

const TONES: Readonly<Record<FlowStatus, Tone>> = {
  pending: "none",
  running: "info",
  completed: "good",
  failed: "bad",
  cancelled: "warn",
};
const [MOST_FLOWS, MOST_ERRORS, MOST_TEXT] = [30, 5, 200];

/** Draws flows with what they wait for, where each is, and how long its last execution took. */
export function contextMermaid(states: Iterable<FlowState>): string {
  const flows = [...states];
  const edges: GraphEdge[] = flows.flatMap(({ id, dependencies, children, isComposite }) => [
    ...[...dependencies].map(([from, kind]) => ({ from, to: id, kind })),
    ...(isComposite ? children.map((from) => ({ from, to: id })) : []),
  ]);
  return mermaid(
    flows.map(({ id, config, status, result }) => ({
      name: id === config.name ? id : `${config.name} (${id})`,
      id,
      state: status,
      durationMs: result?.metadata.durationMs ?? null,
      attempts: result?.metadata.attempts ?? 0,
    })),
    edges,
  );
}

/** Draws up the page: how the flows stand, what they took, what failed last. */
export function contextPage(states: Iterable<FlowState>): Page {
  const flows = [...states];
  const rows = flows.map((state) => ({ state, sum: state.statistics.sum() }))
    .sort((a, b) => b.sum.totalMs - a.sum.totalMs);
  const most = Math.max(1e-9, ...rows.map(({ sum }) => sum.totalMs));
  const time = (ms: number | null) => ms === null ? "–" : durationText(ms);
  const failed = flows.filter(({ status }) => status === "failed");
  return {
    title: "Flows",
    lead: [
      `${countedText(flows.length, "flow")}, ` +
      countedText(rows.reduce((sum, row) => sum + row.sum.total, 0), "execution"),
    ],
    sections: [
      {
        heading: "Where they are",
        blocks: [
          {
            kind: "parts",
            label: "",
            parts: FLOW_STATUSES.map((one) => ({
              name: one,
              count: flows.filter(({ status }) => status === one).length,
              tone: TONES[one],
            })),
          },
          {
            kind: "table",
            columns: [
              { name: "flow" },
              { name: "status", whole: true },
              { name: "time in all" },
              { name: "", align: "right" },
              { name: "executions", align: "right" },
              { name: "failed", align: "right" },
              { name: "each", align: "right", wide: true },
              { name: "health", wide: true },
            ],
            rows: rows.slice(0, MOST_FLOWS).map(({ state, sum }) => [
              state.config.name,
              state.status,
              { share: sum.totalMs / most },
              sum.total === 0 ? "–" : durationText(sum.totalMs),
              countText(sum.total),
              sum.failed === 0 ? "" : countText(sum.failed),
              time(sum.avgMs),
              sum.total === 0 ? "" : judgeHealth(sum, []).healthy ? "good" : "bad",
            ]),
            more: Math.max(0, rows.length - MOST_FLOWS),
          },
        ],
      },
      ...(failed.length === 0 ? [] : [{
        heading: `Failed: ${countText(failed.length)}`,
        blocks: [
          {
            kind: "list",
            rows: failed.slice(0, MOST_ERRORS).map(({ config, result }) => ({
              mark: "",
              text: (result?.error ?? "").split("\n", 1)[0].slice(0, MOST_TEXT),
              sub: config.name,
            })),
            more: Math.max(0, failed.length - MOST_ERRORS),
          } as const,
        ],
      }]),
    ],
  };
}
