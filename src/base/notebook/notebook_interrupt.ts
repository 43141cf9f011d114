/** Under this name Trunnion's kernel gives the signal of the cell that runs. */
const INTERRUPT = Symbol.for("Jupyter.interrupt");

/**
 * A signal that is also aborted when the notebook's cell that runs is interrupted; `signal` itself
 * outside of a notebook of Trunnion's kernel. Who asks is given time to end well.
 */
export function notebookInterrupt(signal?: AbortSignal): AbortSignal | undefined {
  const give = (globalThis as Record<symbol, unknown>)[INTERRUPT];
  if (typeof give !== "function") return signal;
  const interrupt = give() as AbortSignal;
  return signal === undefined ? interrupt : AbortSignal.any([signal, interrupt]);
}
