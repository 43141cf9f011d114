/** A flow's first worker, started before the flow's run is even loaded. @module */
import { startHostAhead } from "../../pool/hosts/host_ahead.ts";
import { arePoolsKept } from "../../pool/run/warm_pools.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import { hostNeeds } from "./host_needs.ts";

/**
 * Starts the process of the first worker, unless warm ones may be there already. It becomes a
 * worker of the pool that is made with the same settings.
 */
export function startWorkerAhead(
  settings: Pick<PipelineSettings, "maxWorkers" | "maxHeapBytes">,
  needsLoader: boolean,
): void {
  if (arePoolsKept()) return;
  const { host, preload } = hostNeeds(settings, needsLoader);
  startHostAhead(host, preload);
}
