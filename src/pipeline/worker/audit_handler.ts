/** What a worker does that reads files by both readers. @module */
import { auditFile, type AuditResult } from "../../cad/audit/audit_file.ts";
import { KernelUnavailable } from "../../cad/errors.ts";
import type { AuditedFile } from "../../journal/reader_audits.ts";
import type { Handler } from "../../pool/channel/handler.ts";
import { type BootedLoader, bootLoader, cannotStart } from "./boot_loader.ts";
import type { WorkerConfig } from "./stage_call.ts";

/** Makes the handler. Its kernel starts with the first file. */
export function createHandler(given: unknown): Handler {
  const { loader, deadline, loaderOptions } = given as WorkerConfig; // as the pipeline made it
  let booted: Promise<BootedLoader> | null = null;
  return {
    async run(payload, _, { signal, limit }): Promise<AuditResult> {
      const { path, content } = payload as AuditedFile; // as the stage made it
      booted ??= bootLoader(loader, deadline, loaderOptions, "few");
      limit({ task: "audit", timeout: LIMIT_MS, grace: GRACE_MS });
      try {
        return await auditFile((await booted).loader, path, content, signal);
      } catch (error) {
        if (error instanceof KernelUnavailable) throw cannotStart(error);
        throw error;
      }
    },
    async close() {
      await (await booted?.catch(() => null))?.loader.close();
    },
  };
}

/** Milliseconds that a file may take in all: as long as an item has. */
const LIMIT_MS = 600_000;
const GRACE_MS = 1000;
