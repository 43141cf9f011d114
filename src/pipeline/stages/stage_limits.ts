/** What the tasks of a stage say of how its items are done. @module */
import type { PoolRunOptions } from "../../pool/run/task_pool.ts";
import type { Stage } from "./stage.ts";

/** The least concurrency that one of the tasks allows, and the most grace that one asks for. */
export function stageLimits(
  { tasks }: Stage,
): Required<Pick<PoolRunOptions, "graceMs">> & Pick<PoolRunOptions, "concurrency"> {
  const infos = tasks.map(({ definition }) => definition.info);
  const limits = infos.flatMap(({ policy: { concurrency } }) => concurrency ?? []);
  return {
    concurrency: !infos[0].parallelExecution
      ? 1
      : limits.length === 0
      ? undefined
      : Math.min(...limits),
    graceMs: Math.max(0, ...infos.map(({ policy }) => policy.grace ?? 0)),
  };
}
