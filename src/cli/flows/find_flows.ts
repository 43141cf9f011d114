/** Dependent flows that a module makes. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { FlowContext } from "../../flow/dependent/flow_context.ts";
import type { RegisteredFlow } from "../../flow/dependent/registered_flow.ts";
import { importModule } from "../module_exports.ts";

/** The flows of a module. */
interface ModuleFlows {
  /** All flows of the contexts of those that it exports, in the order in which they were made. */
  readonly flows: readonly RegisteredFlow[];
  /** By name of the export. */
  readonly exported: ReadonlyMap<string, RegisteredFlow>;
  readonly contexts: readonly FlowContext[];
}

/** A flow, made by this copy of the library or by another one. */
type ExportedFlow = RegisteredFlow & { readonly context: FlowContext };

/**
 * Imports a module, and finds its flows.
 *
 * @param verb what is done with it, for messages
 * @throws UsageError where it exports none
 */
export async function findFlows(module: string, verb: string): Promise<ModuleFlows> {
  const exports = await importModule(module, verb);
  const exported = new Map(
    Object.entries(exports).flatMap(([name, value]) => isFlow(value) ? [[name, value]] : []),
  );
  if (exported.size === 0) {
    throw new UsageError(
      `Cannot ${verb} '${module}': it exports no dependent flow. Its exports are: ` +
        `${Object.keys(exports).join(", ") || "none"}. Export what \`new Flow(...)\` of ` +
        "trunnion/dependent makes.",
      { data: { module } },
    );
  }
  const contexts = [...new Set([...exported.values()].map(({ context }) => context))];
  return { flows: contexts.flatMap((context) => context.flows), exported, contexts };
}

/**
 * The flow of an id, a name or an export; without one the only flow that no other waits for.
 *
 * @throws UsageError where there is none, or several
 */
export function chooseFlow(
  module: string,
  { flows, exported }: ModuleFlows,
  wanted: string | undefined,
  verb: string,
): RegisteredFlow {
  if (wanted !== undefined) {
    const named = flows.filter(({ config }) => config.name === wanted);
    const found = flows.find(({ processId }) => processId === wanted) ?? exported.get(wanted) ??
      (named.length === 1 ? named[0] : undefined);
    if (found !== undefined) return found;
    const ids = flows.map(({ processId }) => processId);
    throw new UsageError(
      named.length > 1
        ? `Cannot ${verb} '${wanted}': ${named.length} flows of '${module}' are called so. Name ` +
          `one by its id: ${named.map(({ processId }) => processId).join(", ")}`
        : `Cannot ${verb} '${wanted}': '${module}' has no such flow. ` +
          suggestNames(wanted, [...new Set([...ids, ...exported.keys()])], 20),
      { data: { module, flows: ids } },
    );
  }
  const waitedFor = new Set(flows.flatMap((flow) => flow.getDependencies()));
  const last = [...new Set(exported.values())].filter(({ processId }) => !waitedFor.has(processId));
  if (last.length === 1) return last[0];
  throw new UsageError(
    `Cannot ${verb} a flow of '${module}': name one of ` +
      `${(last.length > 0 ? last : flows).map(({ processId }) => processId).join(", ")}`,
    { data: { module } },
  );
}

function isFlow(value: unknown): value is ExportedFlow {
  const flow = value as Partial<ExportedFlow> | null;
  return typeof flow === "object" && flow !== null && typeof flow.processId === "string" &&
    typeof flow.start === "function" && typeof flow.context === "object";
}
