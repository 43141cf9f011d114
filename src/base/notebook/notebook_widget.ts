/** Things in a notebook's page that cells talk to, as anywidget shows them. @module */
import { type OptionNames, requireKnownOptions } from "../known_options.ts";
import { type NotebookComm, notebookComms } from "./notebook_comms.ts";

/** What a widget is made of. */
export interface WidgetOptions {
  /**
   * A JavaScript module whose default export has `render({ model, el })`, as `@anywidget/types`
   * says: <https://anywidget.dev/en/afm/>. It is the text of the module, or its URL.
   */
  readonly esm: string;
  /**
   * Styles for all that it draws.
   *
   * @default {""}
   */
  readonly css?: string;
  /** What both ends know, as JSON: `model.get(name)` in the page. */
  readonly state: Readonly<Record<string, unknown>>;
}

const OPTIONS: OptionNames<WidgetOptions> = { esm: true, css: true, state: true };

/** The version of the protocol of Jupyter's widgets. */
const PROTOCOL = { version: "2.1.0" };
/** Any version of anywidget: whichever the page has. */
const ANYWIDGET = "*";

/** A widget in the page, and the state that it shares with its cell. */
export class NotebookWidget {
  /** Is told of what the page has changed: `model.set(...)` and `model.save_changes()` there. */
  onChange: (changes: Readonly<Record<string, unknown>>) => void = () => {};
  /** Is told of what the page sends by `model.send(...)`. */
  onMessage: (content: unknown, buffers: Uint8Array[]) => void = () => {};
  readonly #comm: NotebookComm;
  readonly #hidden: Readonly<Record<string, unknown>>;
  #state: Record<string, unknown>;

  private constructor(comm: NotebookComm, state: WidgetOptions["state"], hidden: typeof state) {
    this.#comm = comm;
    this.#state = { ...state };
    this.#hidden = hidden;
    comm.onMessage = (data, buffers) => this.#take(data as Record<string, unknown>, buffers);
  }

  /**
   * Makes a widget; undefined outside of a notebook of Trunnion's kernel. JupyterLab and notebook 7
   * show it where `pip install anywidget` was done.
   *
   * @throws {UsageError} when an option is unknown
   */
  static open(options: WidgetOptions): NotebookWidget | undefined {
    requireKnownOptions("open a widget", options, OPTIONS);
    const { esm, css = "", state } = options;
    const hidden = {
      _model_module: "anywidget",
      _model_module_version: ANYWIDGET,
      _model_name: "AnyModel",
      _view_module: "anywidget",
      _view_module_version: ANYWIDGET,
      _view_name: "AnyView",
      _view_count: null,
      _esm: esm,
      _css: css,
      _anywidget_id: "trunnion",
    };
    const data = { state: { ...hidden, ...state }, buffer_paths: [] };
    const comm = notebookComms()?.open("jupyter.widget", data, { metadata: PROTOCOL });
    return comm && new NotebookWidget(comm, state, hidden);
  }

  /** What both ends know now. */
  get state(): Readonly<Record<string, unknown>> {
    return this.#state;
  }

  /** Changes the state here and in the page. */
  set(changes: Readonly<Record<string, unknown>>): void {
    Object.assign(this.#state, changes);
    this.#update(changes);
  }

  /** Sends to the page what is no state: `model.on("msg:custom", ...)` there. */
  send(content: unknown, buffers: readonly Uint8Array[] = []): void {
    this.#comm.send({ method: "custom", content }, { buffers });
  }

  /** Takes it from the page. */
  close(): void {
    this.#comm.close();
  }

  /** What shows it, for `Symbol.for("Jupyter.display")`; add what pages without widgets show. */
  bundle(): Record<string, unknown> {
    const view = { model_id: this.#comm.id, version_major: 2, version_minor: 1 };
    return { "application/vnd.jupyter.widget-view+json": view };
  }

  #take(data: Record<string, unknown>, buffers: Uint8Array[]): void {
    switch (data.method) {
      case "request_state":
        return this.#update({ ...this.#hidden, ...this.#state });
      case "custom":
        return this.onMessage(data.content, buffers);
      case "update": {
        const changes = data.state as Record<string, unknown>;
        Object.assign(this.#state, changes);
        return this.onChange(changes);
      }
    }
  }

  #update(state: Readonly<Record<string, unknown>>): void {
    this.#comm.send({ method: "update", state, buffer_paths: [] });
  }
}
