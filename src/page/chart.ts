/**
 * A chart: a specification of Vega-Lite that holds what it draws.
 *
 * @module
 */
import { UsageError } from "../base/errors.ts";
import { foundText } from "../base/option_rules.ts";
import { INSPECT } from "../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../base/jupyter_display.ts";
import { type OptionNames, requireKnownOptions } from "../base/known_options.ts";
import { suggestNames } from "../base/suggest.ts";
import { CHART_THEMES, chartConfig, type ChartTheme, groundOf } from "./chart_theme.ts";
import { drawChart } from "./draw_chart.ts";
import { escapeHtml, htmlPage } from "./html.ts";

/** How a chart is drawn as SVG. */
export interface ChartSVGOptions {
  /**
   * What it lies on.
   *
   * @default {the chart's own theme}
   */
  readonly theme?: ChartTheme;
  /**
   * Pixels between the axes.
   *
   * @default {what suits the chart}
   */
  readonly width?: number;
  /**
   * Whether texts are outlines, which look the same everywhere, or texts, which can be searched and
   * are drawn with the fonts of the one who looks at them.
   *
   * @default {false}
   */
  readonly outlines?: boolean;
}

/** How a chart is drawn as PNG. */
export interface ChartPNGOptions {
  /**
   * What it lies on.
   *
   * @default {"light"}
   */
  readonly theme?: ChartTheme;
  /**
   * Pixels between the axes, before they are scaled.
   *
   * @default {what suits the chart}
   */
  readonly width?: number;
  /**
   * Pixels of the picture for one of the chart.
   *
   * @default {2}
   */
  readonly scale?: number;
}

const SVG_OPTIONS: OptionNames<ChartSVGOptions> = { theme: true, width: true, outlines: true };
const PNG_OPTIONS: OptionNames<ChartPNGOptions> = { theme: true, width: true, scale: true };

/** The largest that a picture is scaled: beyond that it takes gigabytes. */
const MOST_SCALE = 10;

/**
 * A chart. Its data is aggregated and a part of it, so it is small, can be saved, and needs nothing
 * from elsewhere. A notebook shows it; {@linkcode Chart.toSVG} and {@linkcode Chart.toPNG} draw it.
 */
export class Chart {
  /** The specification, of Vega-Lite 5. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** What the chart lies on. */
  readonly theme: ChartTheme;
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #text: string;

  /**
   * Of a specification; a dataset makes its charts itself.
   *
   * @param spec what it says of `$schema` and `config` goes before what is added. A `width` in
   *   pixels is the most that the chart takes: it shrinks where there is less room
   * @param text what is shown where there are no pictures
   */
  constructor(
    spec: Readonly<Record<string, unknown>>,
    text: string,
    theme: ChartTheme = "transparent",
  ) {
    this.theme = theme;
    this.#given = spec;
    this.#text = text;
    this.spec = {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      ...spec,
      ...typeof spec.width === "number"
        ? { params: [...paramsOf(spec), shrinkingWidth(spec.width)] }
        : {},
      config: { ...chartConfig(theme), ...spec.config as Record<string, unknown> | undefined },
    };
  }

  /**
   * The same chart on another ground.
   *
   * @throws {UsageError} when there is no such theme
   */
  withTheme(theme: ChartTheme): Chart {
    if (!CHART_THEMES.includes(theme)) {
      throw new UsageError(
        `Cannot draw a chart in the theme '${theme}'. ${suggestNames(theme, CHART_THEMES)}`,
        { data: { theme } },
      );
    }
    return new Chart(this.#given, this.#text, theme);
  }

  /**
   * Draws the chart as SVG.
   *
   * @throws {UsageError} when there is no such theme or option
   */
  async toSVG(options: ChartSVGOptions = {}): Promise<string> {
    requireKnownOptions("draw a chart as SVG", options, SVG_OPTIONS);
    const { theme = this.theme, width, outlines = false } = options;
    const { spec } = theme === this.theme ? this : this.withTheme(theme);
    const room = sizeOf("width", width, 1, 10_000);
    // There is no window whose room would decide.
    const { params: _, ...still } = spec;
    const params = paramsOf(this.#given);
    const svg = await drawChart({
      ...still,
      ...params.length > 0 ? { params } : {},
      ...room === undefined ? {} : { width: room },
    });
    if (!outlines) return svg;
    const { outlineSvg } = await import("./rasterize_svg.ts");
    return await outlineSvg(svg);
  }

  /**
   * Draws the chart as PNG, with a font that comes along.
   *
   * @throws {UsageError} when there is no such theme or option
   */
  async toPNG(options: ChartPNGOptions = {}): Promise<Uint8Array> {
    requireKnownOptions("draw a chart as PNG", options, PNG_OPTIONS);
    const { theme = "light", width, scale } = options;
    const size = sizeOf("scale", scale, 0.1, MOST_SCALE) ?? 2;
    const svg = await this.toSVG({ theme, width });
    const { svgToPng } = await import("./rasterize_svg.ts");
    return await svgToPng(svg, { scale: size, background: groundOf(theme) });
  }

  /** The chart as an HTML file of its own, which needs nothing from elsewhere. */
  async toHTML(): Promise<string> {
    const { title } = this.spec;
    const text = typeof title === "string" ? title : (title as { text?: string })?.text ?? "Chart";
    const svg = await this.toSVG();
    const details = `<details><summary>as text</summary><pre>${escapeHtml(this.#text)}</pre>`;
    return htmlPage(text, `${svg}\n${details}</details>`);
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

function paramsOf({ params }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(params) ? params : [];
}

/**
 * The width as a signal of Vega: at most this, less where there is less room. What is shown in a
 * notebook's cell may have no size of its own yet; then the window's decides, without what a
 * notebook has beside its cells.
 */
function shrinkingWidth(most: number): { readonly name: string; readonly expr: string } {
  const [axis, beside] = [84, 180];
  const least = Math.min(most, 160);
  const room = `containerSize()[0] > 0 ? containerSize()[0] - ${axis} : ` +
    `windowSize()[0] > 0 ? windowSize()[0] - ${beside} : ${most}`;
  return { name: "width", expr: `clamp(${room}, ${least}, ${most})` };
}

function sizeOf(name: string, value: number | undefined, low: number, high: number) {
  if (value === undefined || (value >= low && value <= high)) return value;
  throw new UsageError(
    `Cannot draw a chart: '${name}' must be a number from ${low} to ${high}, found ${
      foundText(value)
    }`,
    { data: { [name]: value } },
  );
}
