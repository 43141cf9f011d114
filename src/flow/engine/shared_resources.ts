/** Resources that several runs take from. @module */
import { UsageError } from "../../base/errors.ts";
import type { Resources } from "../resources.ts";
import { Limits, Share } from "./limits.ts";

/**
 * Resources of several runs at once: their jobs wait for each other as those of one run do, by
 * priority, then in the order in which they came.
 *
 * @example
 * ```ts
 * import { openRun, SharedResources } from "trunnion";
 *
 * const shared = new SharedResources({ database: 1 });
 * const runs = [openRun({ name: "one", shared }), openRun({ name: "two", shared })];
 * let [now, most] = [0, 0];
 * const query = {
 *   name: "query",
 *   resources: { database: 1 },
 *   run: async () => {
 *     most = Math.max(most, ++now);
 *     await new Promise((resolve) => setTimeout(resolve, 1));
 *     now--;
 *   },
 * };
 * await Promise.all(runs.map((run) => run.call(query)));
 * await Promise.all(runs.map((run) => run.close()));
 * console.log(most); // 1
 * ```
 */
export class SharedResources {
  /** @internal */
  readonly limits: Limits = new Limits();
  /** @internal */
  readonly shares: ReadonlyMap<string, Share>;

  /**
   * Resources by name, each with how much of it there is.
   *
   * @throws UsageError for sizes that cannot be
   */
  constructor(resources: Resources) {
    this.shares = sharesOf(resources);
  }
}

/** @throws UsageError for sizes that cannot be */
export function sharesOf(resources: Resources): Map<string, Share> {
  return new Map(
    Object.entries(resources).map(([name, size]) => {
      const rate = typeof size === "object" && size !== null;
      const [count, per] = rate ? [size.count, size.per ?? 0] : [size, null];
      if (![count, per ?? 1].every((value) => typeof value === "number" && value > 0)) {
        const found = rate ? `{ count: ${count}, per: ${per} }` : String(size);
        throw new UsageError(
          `Cannot limit '${name}': a resource is a number above 0, or such a \`count\` within ` +
            `\`per\` milliseconds; found ${found}.`,
          { data: { resource: name, found } },
        );
      }
      return [name, new Share(name, count, per)];
    }),
  );
}
