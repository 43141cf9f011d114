/** How the failed items of a run are tried again. @module */
import { shellWord } from "../../display/shell_word.ts";
import type { RunOrigin } from "../process_options.ts";

/**
 * The command that tries failed items again, or the call where the run was begun by a program.
 *
 * @param root the run's folder
 */
export function retryAdvice(origin: unknown, root: string): string {
  const { retryCommand } = (origin ?? {}) as Partial<RunOrigin>; // as `process` was given it
  return retryCommand === undefined
    ? "flow.process({ inputs, retryFailed: true })"
    : `${retryCommand} ${shellWord(root)}`;
}
