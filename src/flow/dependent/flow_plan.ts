/** What an execution of a flow consists of. @module */
import { Graph } from "../engine/graph.ts";
import type { GraphEdge } from "../graph_edge.ts";
import type { AnyJob } from "../job.ts";
import type { FlowRegistry } from "./flow_registry.ts";
import type { FlowState } from "./flow_state.ts";

/** One flow of an execution. */
export interface PlannedFlow {
  readonly state: FlowState;
  /** What it depends on: their outputs are merged into its input. */
  readonly merged: readonly string[];
  /** All whose outputs it may ask for: what it depends on, and its children if they come first. */
  readonly sources: readonly string[];
}

/** A flow with all that it waits for. */
export interface FlowPlan {
  /** What each flow of it is, by id. */
  readonly flows: ReadonlyMap<string, PlannedFlow>;
  readonly edges: readonly GraphEdge[];
}

/**
 * Finds a flow and all that it waits for: dependencies before their dependents, in the order in
 * which they were declared.
 */
export function planFlow(registry: FlowRegistry, root: FlowState): FlowPlan {
  const flows = new Map<string, PlannedFlow>();
  const edges: GraphEdge[] = [];
  /** What each composite has its children wait for. */
  const order = new Map<string, string>();
  const seen = new Set([root.id]);
  const stack = [{ state: root, sources: sourcesOf(root), next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const id = top.sources[top.next++];
    if (id !== undefined) {
      if (seen.has(id)) continue;
      seen.add(id);
      const state = registry.states.get(id)!;
      stack.push({ state, sources: sourcesOf(state), next: 0 });
      continue;
    }
    stack.pop();
    const { state, sources } = top;
    flows.set(state.id, { state, sources, merged: [...state.dependencies.keys()] });
    for (const from of sources) {
      edges.push({ from, to: state.id, kind: state.dependencies.get(from) ?? "required" });
    }
    if (state.config.flowType !== "sequential") continue;
    state.children.forEach((child, i) => i > 0 && order.set(child, state.children[i - 1]));
  }
  for (const [to, from] of order) {
    if (!flows.get(to)!.sources.includes(from)) edges.push({ from, to, kind: "required" });
  }
  return { flows, edges };
}

/** The graph of a plan. */
export function planGraph({ flows, edges }: FlowPlan, jobOf: (state: FlowState) => AnyJob): Graph {
  return new Graph([...flows.values()].map(({ state }) => jobOf(state)), edges);
}

function sourcesOf({ dependencies, children, isComposite }: FlowState): readonly string[] {
  return isComposite
    ? [...new Set([...dependencies.keys(), ...children])]
    : [...dependencies.keys()];
}
