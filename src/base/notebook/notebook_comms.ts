/** Two-way channels between cells and the page of their notebook. @module */

/** What may go along with a comm's data. */
export interface CommExtras {
  /** For the message itself, such as `version` of the widgets' protocol. */
  readonly metadata?: Record<string, unknown>;
  /** Bytes beside the data. */
  readonly buffers?: readonly Uint8Array[];
}

/** One end of a comm; the other one is in the page. */
export interface NotebookComm {
  /** Is its own: messages name it. */
  readonly id: string;
  /** By this name the page knows what the comm is for. */
  readonly target: string;
  /** Is called with what the page sends, also while a cell awaits. */
  onMessage: (data: unknown, buffers: Uint8Array[]) => void;
  /** Is called when the page closes it. */
  onClose: (data: unknown) => void;
  /** Sends to the page. */
  send(data: unknown, extras?: CommExtras): void;
  /** Closes it for both ends. */
  close(data?: unknown): void;
}

/** Is called with a comm that the page has opened, and what came with it. */
export type CommTarget = (comm: NotebookComm, data: unknown, buffers: Uint8Array[]) => void;

/** The comms of a notebook: <https://jupyter-client.readthedocs.io/en/stable/messaging.html>. */
export interface NotebookComms {
  /** Opens a comm to what the page has under the name `target`; a page without closes it. */
  open(target: string, data?: unknown, extras?: CommExtras): NotebookComm;
  /** Says what is done with comms that the page opens for `target`; the last word counts. */
  register(target: string, open: CommTarget): void;
}

/** Under this name Trunnion's kernel gives its comms. */
const COMMS = Symbol.for("Jupyter.comms");

/**
 * The comms of the notebook whose cell runs; undefined outside of a notebook of Trunnion's kernel,
 * Deno's own kernel included, which hears nothing from the page.
 *
 * @example
 * ```ts
 * import { notebookComms } from "trunnion";
 *
 * const comm = notebookComms()?.open("my.viewer", { file: "gear.step" });
 * if (comm) comm.onMessage = (data) => console.log("picked", data);
 * ```
 */
export function notebookComms(): NotebookComms | undefined {
  return (globalThis as Record<symbol, unknown>)[COMMS] as NotebookComms | undefined;
}
