/**
 * A chart: a specification of Vega-Lite that holds what it draws.
 *
 * @module
 */
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import { CLASS_COLOURS } from "./colours.ts";

/** Grey that can be read on white and on black: a picture does not know what it lies on. */
const [INK, LINE] = ["#7b7f86", "#7b7f8655"];

const CONFIG = {
  background: null,
  aria: false,
  font: "system-ui, sans-serif",
  view: { stroke: null },
  title: { color: INK, anchor: "start", fontSize: 14, subtitleColor: INK },
  axis: {
    labelColor: INK,
    titleColor: INK,
    domainColor: LINE,
    tickColor: LINE,
    gridColor: LINE,
    labelLimit: 220,
    titleFontWeight: "normal",
  },
  legend: {
    symbolBaseFillColor: INK,
    labelColor: INK,
    titleColor: INK,
    titleFontWeight: "normal",
    labelLimit: 160,
  },
  range: { category: CLASS_COLOURS },
  bar: { color: CLASS_COLOURS[0] },
  rect: { color: CLASS_COLOURS[0] },
  circle: { color: CLASS_COLOURS[0] },
};

/**
 * A chart. Its data is aggregated and a part of it, so it is small, can be saved, and needs nothing
 * from elsewhere. A notebook shows it; {@linkcode Chart.toSVG} draws it.
 */
export class Chart {
  /** The specification, of Vega-Lite 5. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly #text: string;

  /**
   * Of a specification; a dataset makes its charts itself.
   *
   * @param spec what it says of `$schema` and `config` goes before what is added
   * @param text what is shown where there are no pictures
   */
  constructor(spec: Readonly<Record<string, unknown>>, text: string) {
    this.spec = {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      ...spec,
      config: { ...CONFIG, ...spec.config as Record<string, unknown> | undefined },
    };
    this.#text = text;
  }

  /** Draws the chart as SVG, on no background. */
  async toSVG(): Promise<string> {
    const [vega, { compile }] = await loadVega();
    const logger = quietLogger();
    const { spec } = compile(this.spec as unknown as Parameters<typeof compile>[0], { logger });
    const view = new vega.View(vega.parse(spec), { renderer: "none", logger });
    try {
      return await view.toSVG();
    } finally {
      view.finalize();
    }
  }

  /** What a notebook shows: a MIME bundle. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, unknown>> {
    return {
      "application/vnd.vegalite.v5+json": this.spec,
      "image/svg+xml": await this.toSVG(),
      "text/plain": this.#text,
    };
  }

  /** The chart as text. */
  toString(): string {
    return this.#text;
  }

  /** What `console.log` writes. */
  [INSPECT](): string {
    return this.#text;
  }
}

/** Vega writes warnings to the console; what it says here is of no use to a user. */
function quietLogger() {
  const logger = {
    level: () => logger,
    error: () => logger,
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger as never;
}

/** They are large, and most programs draw nothing, so they are loaded when they are needed. */
async function loadVega() {
  // A package below them uses a part of Node that is to go, of which no user should be told.
  const node = (globalThis as { process?: { noDeprecation?: boolean } }).process;
  const before = node?.noDeprecation;
  if (node !== undefined) node.noDeprecation = true;
  try {
    return await Promise.all([import("vega"), import("vega-lite")]);
  } finally {
    if (node !== undefined) node.noDeprecation = before;
  }
}
