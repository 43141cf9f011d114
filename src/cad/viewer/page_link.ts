/**
 * The way between a page and the notebook's kernel.
 *
 * @module
 */
import { type NotebookComm, notebookComms } from "../../base/notebook/notebook_comms.ts";
import { NotebookWidget } from "../../base/notebook/notebook_widget.ts";
import type { ViewerMessage, ViewerState } from "./viewer_data.ts";

/**
 * Passes on what a frame and the kernel tell each other: scripts in an output reach no kernel in
 * JupyterLab, a widget does.
 */
const RELAY = `export default { render({ model, el }) {
  const target = model.get("target");
  el.textContent = "Faces that are picked in the viewer are told to the kernel.";
  el.style.cssText = "opacity: .6; font-size: 12px";
  const take = ({ data }) => {
    if (data?.target !== target || data.message?.kind !== "selected") return;
    model.set("selected", data.message.faces);
    model.save_changes();
  };
  const tell = () => {
    const message = { kind: "state", state: model.get("state") };
    for (const frame of document.querySelectorAll("iframe")) {
      frame.contentWindow?.postMessage({ target, message }, "*");
    }
  };
  addEventListener("message", take);
  model.on("change:state", tell);
  return () => removeEventListener("message", take);
} }`;

/** What passes between the pages of one viewer and their kernel. */
export class PageLink {
  /** The name by which pages ask for this viewer. */
  readonly target: string = `trunnion.viewer.${crypto.randomUUID()}`;
  readonly #onSelected: (faces: readonly number[]) => void;
  readonly #comms = new Set<NotebookComm>();
  #widget: NotebookWidget | null = null;
  #listens = false;

  /** @param onSelected is told which faces are picked in a page */
  constructor(onSelected: (faces: readonly number[]) => void) {
    this.#onSelected = onSelected;
  }

  /** Whether the kernel hears anything from a page. */
  get possible(): boolean {
    return notebookComms() !== undefined;
  }

  /** Awaits pages that can open a comm by themselves: those of the classic notebook. */
  listen(): void {
    if (this.#listens) return;
    notebookComms()?.register(this.target, (comm) => {
      this.#comms.add(comm);
      comm.onMessage = (data) => this.#take(data as ViewerMessage);
      comm.onClose = () => this.#comms.delete(comm);
    });
    this.#listens = true;
  }

  /** The widget that passes messages on; undefined where no kernel hears it. */
  widget(state: ViewerState): NotebookWidget | undefined {
    if (this.#widget === null) {
      const known = { target: this.target, state, selected: [] };
      const widget = NotebookWidget.open({ esm: RELAY, state: known });
      if (widget === undefined) return undefined;
      widget.onChange = ({ selected }) => {
        if (Array.isArray(selected)) this.#onSelected(selected);
      };
      this.#widget = widget;
    }
    return this.#widget;
  }

  /** Has the pages show a state. */
  tell(state: ViewerState): void {
    const message: ViewerMessage = { kind: "state", state };
    for (const comm of this.#comms) comm.send(message);
    this.#widget?.set({ state });
  }

  #take(message: ViewerMessage): void {
    if (message.kind === "selected") this.#onSelected(message.faces);
  }
}
