import { TrunnionError } from "../../src/base/errors.ts";

/** A kernel that cannot be installed, or is not where it should be. */
export class KernelInstallError extends TrunnionError {
  override name = "KernelInstallError";
}
