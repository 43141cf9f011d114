/** What a worker does with files that are audited. @module */
import { auditFile, type AuditResult } from "../../cad/audit/audit_file.ts";
import { readAlready } from "../../cad/audit/audit_kernel.ts";
import { KernelUnavailable } from "../../cad/errors.ts";
import type { Handler } from "../../pool/channel/handler.ts";
import type { AuditCall } from "./audit_call.ts";
import { type BootedLoader, bootLoader, cannotStart } from "./boot_loader.ts";
import type { WorkerConfig } from "./stage_call.ts";

/** Makes the handler. Its kernel starts with the first file that no kernel has read. */
export function createHandler(given: unknown): Handler {
  const { loader, deadline, loaderOptions } = given as WorkerConfig; // as the pipeline made it
  let booted: Promise<BootedLoader> | null = null;
  return {
    async run(payload, _, { signal, limit }): Promise<AuditResult> {
      const { path, content, dump } = payload as AuditCall; // as the stage made it
      const used = dump === undefined
        ? booted ??= bootLoader(loader, deadline, loaderOptions, "few")
        : bootLoader(loader, deadline, loaderOptions, readAlready(dump));
      limit({ task: "audit", timeout: LIMIT_MS, grace: GRACE_MS });
      try {
        return await auditFile((await used).loader, path, content, signal);
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
