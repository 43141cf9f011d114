/**
 * One file, read by both readers.
 *
 * @module
 */
import { messageOf } from "../../base/message_of.ts";
import type { CadLoader, CadModel } from "../cad_loader.ts";
import { CHANGED } from "./changed.ts";
import { differenceOf } from "./compare_models.ts";

/** What came of reading a file twice. */
export type AuditResult =
  | { readonly state: "same" }
  /** In what they differ. */
  | { readonly state: "different"; readonly detail: string }
  /** Why they could not be compared. */
  | { readonly state: "failed"; readonly detail: string };

/**
 * Reads a file without the kernel and through it, and compares.
 *
 * A kernel that gives up on the file, or is known to read it wrong, says nothing of the other
 * reader's numbers: that is no disagreement.
 *
 * @param content the hash of what is to be compared: a file that has changed is another one
 */
export async function auditFile(
  loader: CadLoader,
  path: string,
  content: string,
  signal: AbortSignal,
): Promise<AuditResult> {
  const own = loader.createFromFile(path, { signal, reader: "typescript" });
  const kernels = loader.createFromFile(path, { signal, reader: "kernel" });
  let models: CadModel[];
  try {
    models = await Promise.all([own, kernels]);
  } catch (error) {
    await Promise.allSettled([own, kernels]);
    signal.throwIfAborted();
    return { state: "failed", detail: messageOf(error) };
  }
  if (models.some(({ hash }) => hash !== content)) {
    return { state: "failed", detail: CHANGED };
  }
  const detail = differenceOf(models[0], models[1]);
  if (detail === null) return { state: "same" };
  const { kernelFault } = models[0].provenance;
  return kernelFault === undefined
    ? { state: "different", detail }
    : { state: "failed", detail: `the kernel reads ${kernelFault} wrong` };
}
