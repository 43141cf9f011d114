/**
 * What went wrong in the kernel, and whether it can go on.
 *
 * @module
 */
import { TrunnionError } from "../../base/errors.ts";
import type { KernelEngine } from "./kernel_engine.ts";
import type { FailureKind } from "./kernel_protocol.ts";

/** The kernel answered, but not with a shape. */
export class ReadFailure extends Error {
  override name = "ReadFailure";

  constructor(readonly kind: FailureKind, message: string) {
    super(message);
  }
}

/** An error in plain words. */
interface Failure {
  readonly kind: FailureKind;
  readonly name: string;
  readonly message: string;
}

/**
 * Describes what was thrown while the kernel worked.
 *
 * Only an exception that C++ code or our own threw leaves the instance as it should be, for the
 * stack was unwound. After anything else (an access out of bounds, a full stack or memory, an
 * abort) its memory may be in any state. Where it lacked memory, that is what went wrong, whatever
 * was thrown for it.
 */
export function describeFailure(
  { exceptionOf }: Pick<KernelEngine, "exceptionOf">,
  error: unknown,
  lacksMemory = false,
): Failure {
  if (lacksMemory) {
    // Asking the kernel what it has thrown would take memory, too.
    const name = error instanceof Error ? error.name : "Standard_OutOfMemory";
    return { kind: "memory", name, message: "the memory did not suffice" };
  }
  if (error instanceof ReadFailure) {
    return { kind: error.kind, name: error.name, message: error.message };
  }
  const exception = exceptionOf(error);
  if (exception !== null) return { kind: "exception", name: exception[0], message: exception[1] };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { kind: error instanceof TrunnionError ? "exception" : "trap", name, message };
}
