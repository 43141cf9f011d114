import { Flow, FlowContext } from "../../../dependent.ts";
import type { ContextOptions, FlowConfig, Processor } from "../../../dependent.ts";

/** A flow as a test writes it: what it does, what it depends on (`?` for optional), its config. */
type Written =
  | Processor
  | {
    readonly does?: Processor;
    readonly needs?: string;
    readonly config?: Partial<FlowConfig>;
  };

// deno-lint-ignore no-explicit-any
export type AnyInput = any;

/** Makes flows in a context of their own, in the order in which they are written. */
export function flowsOf<N extends string>(
  written: Readonly<Record<N, Written>>,
  options: ContextOptions = {},
): Record<N, Flow> & { readonly context: FlowContext } {
  const context = new FlowContext(options);
  const flows: Record<string, Flow> = {};
  for (const [id, one] of Object.entries<Written>(written)) {
    const isProcessor = typeof one === "function" || "process" in one || "module" in one;
    const { does, needs = "", config } = isProcessor ? { does: one as Processor } : one;
    const flow = new Flow({
      processor: does,
      config: { name: id, ...config },
      processId: id,
      context,
    });
    const ids = needs.split(" ").filter((need) => need !== "");
    const optional = ids.filter((need) => need.startsWith("?")).map((need) => need.slice(1));
    const required = ids.filter((need) => !need.startsWith("?"));
    if (ids.length > 0) {
      flow.registerTo(flows[[...required, ...optional][0]], { required, optional });
    }
    flows[id] = flow;
  }
  return { ...flows, context } as Record<N, Flow> & { context: FlowContext };
}
