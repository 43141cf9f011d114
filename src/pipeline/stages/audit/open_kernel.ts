/** The kernel that reads audited files beside a run's pool. @module */
import type { AuditKernel } from "../../../cad/audit/audit_kernel.ts";
import type { LoaderOptions } from "../../../cad/loader_options.ts";
import type { PipelineSettings } from "../../pipeline_settings.ts";

/**
 * What opens it. Null where workers read files by both readers themselves, after the stage's items:
 * in this thread, where the flow says who does its items or who opens files, and where coordinates
 * are in another unit than this kernel gives.
 */
export function openKernel(
  { debug, executor, loader, loaderOptions, deadline }: PipelineSettings,
): (() => Promise<AuditKernel>) | null {
  const told: LoaderOptions = loaderOptions;
  if (debug || executor !== null || loader !== null || told.units === "file") return null;
  return async () => {
    // Of most small folders no file is audited.
    const { AuditKernel } = await import("../../../cad/audit/audit_kernel.ts");
    return new AuditKernel(deadline ?? told.deadline);
  };
}
