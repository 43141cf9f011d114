/** The audit of a stage's readers, where it has any. @module */
import type { LoaderOptions } from "../../../cad/loader_options.ts";
import { READERS_VERSION } from "../../../cad/versions.ts";
import type { JobContext } from "../../../flow/job.ts";
import type { StageCall } from "../../worker/stage_call.ts";
import type { RunEnvironment } from "../run_environment.ts";
import { openKernel } from "./open_kernel.ts";
import { ReaderAudit } from "./reader_audit.ts";

/**
 * Makes the audit of a stage.
 *
 * @returns null where no file is opened, or one reader was asked for: then nothing is compared, and
 * nobody is trusted less
 */
export function makeAudit(
  stage: string,
  call: StageCall,
  { journal, settings, pool, log }: RunEnvironment,
  context: JobContext,
): ReaderAudit | null {
  const opens = call.tasks.some(({ parameters }) =>
    parameters.some((one) => one.kind === "injected" && one.what === "cad_loader")
  );
  const { reader = "auto", kernelExporters = [] }: LoaderOptions = settings.loaderOptions;
  if (!opens || reader !== "auto") return null;
  return new ReaderAudit({
    stage,
    journal: journal.readerAudits(READERS_VERSION),
    kernelExporters,
    openKernel: openKernel(settings),
    pool,
    context,
    log,
  });
}
