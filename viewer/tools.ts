/**
 * The buttons, the legend, and the panel of the picked face.
 *
 * @module
 */
import type { ViewName } from "../src/cad/render/view_frame.ts";
import type { ViewerData, ViewerState } from "../src/cad/viewer/viewer_data.ts";
import { legendOf, numberText } from "./paint.ts";

/** What the buttons do. */
export interface Actions {
  look(view: ViewName): void;
  showEdges(shown: boolean): void;
  measure(on: boolean): void;
  colourBy(column: string | null): void;
}

const VIEWS: readonly ViewName[] = ["iso", "front", "right", "top", "back", "left", "bottom"];
/** Faces of a selection that are written. */
const MOST = 60;

/** The controls of a page. */
export class Tools {
  readonly #data: ViewerData;
  readonly #edges: HTMLButtonElement;
  readonly #measure: HTMLButtonElement;
  readonly #colour: HTMLSelectElement | null;
  readonly #picked: HTMLElement = card("picked");
  readonly #legend: HTMLElement = card("legend");

  constructor(data: ViewerData, state: ViewerState, actions: Actions) {
    this.#data = data;
    const views = group(
      ...VIEWS.map((view) => button(capital(view), () => actions.look(view))),
    );
    views.setAttribute("aria-label", "Views");
    this.#edges = toggle("Edges", state.edges, actions.showEdges);
    this.#measure = toggle("Measure", false, actions.measure);
    this.#colour = data.columns.length === 0 ? null : this.#choice(actions);
    const header = element("header");
    header.append(
      element("h1", data.title),
      views,
      group(this.#edges, this.#measure),
      ...this.#colour === null ? [] : [group(this.#colour)],
    );
    const hint = element("p", "Click picks a face, shift adds one. Drag turns, wheel zooms.");
    hint.id = "hint";
    document.body.append(header, this.#picked, this.#legend, hint);
    this.show(state);
  }

  /** Shows a state in all controls. */
  show(state: ViewerState): void {
    this.#edges.setAttribute("aria-pressed", String(state.edges));
    if (this.#colour !== null) this.#colour.value = state.colourBy ?? "";
    this.#legend.replaceChildren(
      ...legendOf(this.#data, state).map(({ name, colour }) => {
        const row = element("div"), mark = element("i");
        mark.style.background = colour;
        row.append(mark, element("span", name));
        return row;
      }),
      ...this.#data.skipped === 0
        ? []
        : [element("p", `${counted(this.#data.skipped, "face")} could not be meshed.`)],
    );
    this.#showPicked(state);
  }

  /** Shows a distance, or what to do for one. */
  showMeasure(rows: readonly (readonly [string, string])[], note: string): void {
    this.#picked.replaceChildren(element("h2", "Distance"), table(rows), element("p", note));
  }

  #showPicked({ selected }: ViewerState): void {
    const face = selected.at(-1);
    if (face === undefined) return this.#picked.replaceChildren();
    const { columns, bodies } = this.#data;
    const rows = columns.flatMap(({ name, values, unit = "" }): [string, string][] => {
      const value = values[face];
      if (value === null || value === undefined) return [];
      const text = typeof value === "number" ? numberText(value) : value;
      return [[name, `${text} ${unit}`.trim()]];
    });
    const parts = [element("h2", `Face ${face}`)];
    if (bodies.length > 1) rows.unshift(["body", bodyText(this.#data, face)]);
    parts.push(table(rows));
    if (selected.length > 1) {
      const note = element("p", `${selected.length} selected: `);
      const more = selected.length > MOST ? ", ..." : "";
      note.append(element("code", `[${selected.slice(0, MOST).join(", ")}${more}]`));
      parts.push(note);
    }
    this.#picked.replaceChildren(...parts);
  }

  #choice(actions: Actions): HTMLSelectElement {
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Colour by");
    select.append(option("", "One colour"));
    for (const { name } of this.#data.columns) select.append(option(name, `By ${name}`));
    select.onchange = () => actions.colourBy(select.value === "" ? null : select.value);
    return select;
  }
}

/** Makes an element; a text stays a text, whatever is in it. */
function element(name: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

function bodyText({ bodies }: ViewerData, face: number): string {
  let first = 0;
  const at = bodies.findIndex(({ faces }) => (first += faces) > face);
  return bodies[at].name ?? String(at);
}

function card(id: string): HTMLElement {
  const made = element("section");
  made.id = id;
  made.className = "card";
  return made;
}

function group(...parts: HTMLElement[]): HTMLElement {
  const made = element("div");
  made.className = "group";
  made.setAttribute("role", "group");
  made.append(...parts);
  return made;
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = element("button", text) as HTMLButtonElement;
  made.onclick = press;
  return made;
}

function toggle(text: string, on: boolean, turn: (on: boolean) => void): HTMLButtonElement {
  const made = button(text, () => {
    const next = made.getAttribute("aria-pressed") !== "true";
    made.setAttribute("aria-pressed", String(next));
    turn(next);
  });
  made.setAttribute("aria-pressed", String(on));
  return made;
}

function option(value: string, text: string): HTMLElement {
  const made = element("option", text) as HTMLOptionElement;
  made.value = value;
  return made;
}

function table(rows: readonly (readonly [string, string])[]): HTMLElement {
  const made = element("table");
  for (const [name, value] of rows) {
    const row = element("tr");
    row.append(element("td", name), element("td", value));
    made.append(row);
  }
  return made;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
