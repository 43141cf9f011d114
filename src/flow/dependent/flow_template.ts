/** Flows that are made together, as often as one likes. @module */
import { requireKnownOptions } from "../../base/known_options.ts";
import { Flow, type FlowOptions } from "./flow.ts";
import { FlowContext } from "./flow_context.ts";

/** Where a template is made. */
export interface TemplatePlace {
  /** What the ids of its flows begin with: `{prefix}/{id}`. */
  readonly prefix: string;
  /**
   * Where they are registered.
   *
   * @default {FlowContext.getInstance()}
   */
  readonly context?: FlowContext;
}

/** A flow of a template: its config needs no name, which its id is. */
// deno-lint-ignore no-explicit-any
export interface TemplateFlow<I = any, O = any> extends Pick<FlowOptions<I, O>, "processor"> {
  /** How it is done. */
  readonly config?: Partial<FlowOptions<I, O>["config"]>;
  /** Flows of the template, or of elsewhere, that it requires. */
  readonly required?: readonly Flow[];
  /** Flows that it takes optionally. */
  readonly optional?: readonly Flow[];
  /** The flow that it is a child of. */
  readonly parent?: Flow;
}

/** Makes one flow of a template. */
// deno-lint-ignore no-explicit-any
export type MakeFlow = <I = any, O = any>(id: string, flow: TemplateFlow<I, O>) => Flow<I, O>;

const PLACE = { prefix: true, context: true } as const;
const FLOW = {
  processor: true,
  config: true,
  required: true,
  optional: true,
  parent: true,
} as const;

/**
 * States flows that belong together once, to make them as often as they are needed: all of them,
 * or, where one cannot be made, none.
 *
 * @example
 * ```ts
 * import { FlowContext, flowTemplate } from "trunnion/dependent";
 *
 * const survey = flowTemplate((flow, { faces }: { faces: number[] }) => {
 *   const load = flow("load", { processor: () => ({ faces }) });
 *   return flow("sum", {
 *     processor: ({ faces }: { faces: number[] }) => faces.reduce((sum, n) => sum + n, 0),
 *     required: [load],
 *   });
 * });
 *
 * await using context = new FlowContext();
 * const gears = survey({ prefix: "gears", context }, { faces: [6, 3] });
 * console.log(gears.processId, (await gears.execute()).output); // gears/sum { result: 9 }
 * ```
 *
 * @param build makes the flows by its first argument, and gives what the template is to give
 * @returns a function that makes them at a place, of parameters
 */
export function flowTemplate<P, T>(
  build: (flow: MakeFlow, parameters: P) => T,
): (place: TemplatePlace, parameters: P) => T {
  return (place, parameters) => {
    requireKnownOptions("make a template's flows", place, PLACE);
    const { prefix, context = FlowContext.getInstance() } = place;
    const made: string[] = [];
    const flow: MakeFlow = (id, options) => {
      requireKnownOptions(`make the flow '${id}' of a template`, options, FLOW);
      const { processor, config, required = [], optional = [], parent } = options;
      const processId = `${prefix}/${id}`;
      const one = new Flow({ processor, config: { name: id, ...config }, processId, context });
      made.push(processId);
      const before = parent ?? required[0] ?? optional[0];
      if (before !== undefined) {
        one.registerTo(before, {
          required: required.map(({ processId }) => processId),
          optional: optional.map(({ processId }) => processId),
        });
      }
      return one;
    };
    try {
      return build(flow, parameters);
    } catch (error) {
      for (const id of made.reverse()) context.removeFlow(id);
      throw error;
    }
  };
}
