/** What decorated methods give, for the type checker. @module */
import { UsageError } from "../../base/errors.ts";
import { FunctionFlow } from "./function_flow.ts";

/**
 * What a method under `@flow()` gives, as what it is: a flow that gives what the method gives.
 *
 * @throws UsageError when the method is not decorated
 *
 * @example
 * ```ts
 * import { asFlow, flow } from "trunnion/functions";
 *
 * class Sums {
 *   #offset = 40;
 *   @flow()
 *   add(n: number) {
 *     return this.#offset + n;
 *   }
 * }
 * const run = await asFlow(new Sums().add(2)).execute();
 * console.log(run.flowReturnValue); // 42
 * ```
 */
export function asFlow<R>(made: R): FunctionFlow<Awaited<R>> {
  if (made instanceof FunctionFlow) return made;
  throw new UsageError(
    `Cannot take ${
      typeof made === "object" ? "an object" : `a ${typeof made}`
    } for a flow: asFlow() ` +
      "is for what a method under @flow() gives. Decorate the method, or call flow(fn).",
  );
}
