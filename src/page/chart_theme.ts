/**
 * How charts look on each ground.
 *
 * @module
 */
import { CLASS_COLOURS } from "./colours.ts";

/**
 * What a chart lies on. `transparent` can be read on light and on dark, so it is what notebooks
 * show; the others have a background of their own.
 */
export type ChartTheme = "transparent" | "light" | "dark";

/** The themes by name. */
export const CHART_THEMES: readonly ChartTheme[] = ["transparent", "light", "dark"];

/** The blue that one class is drawn in, and the red of what went wrong. */
export const BLUE: string = CLASS_COLOURS[0], RED: string = CLASS_COLOURS[4];

const GROUNDS: Readonly<
  Record<
    ChartTheme,
    { readonly ground: string | null; readonly ink: string; readonly line: string }
  >
> = {
  // Grey that can be read on white and on black: a picture does not know what it lies on.
  transparent: { ground: null, ink: "#7b7f86", line: "#7b7f8655" },
  light: { ground: "#ffffff", ink: "#3c4249", line: "#3c424933" },
  dark: { ground: "#16181c", ink: "#c3c9d1", line: "#c3c9d133" },
};

/** The background of a theme, null for none. */
export function groundOf(theme: ChartTheme): string | null {
  return GROUNDS[theme].ground;
}

/** The configuration of Vega-Lite for a theme. */
export function chartConfig(theme: ChartTheme): Record<string, unknown> {
  const { ground, ink, line } = GROUNDS[theme];
  const quiet = { labelColor: ink, titleColor: ink, titleFontWeight: "normal" };
  return {
    background: ground,
    aria: false,
    font: "Inter, system-ui, sans-serif",
    view: { stroke: null },
    title: { color: ink, anchor: "start", fontSize: 14, fontWeight: 600, subtitleColor: ink },
    axis: { ...quiet, domainColor: line, tickColor: line, gridColor: line, labelLimit: 180 },
    legend: { ...quiet, symbolBaseFillColor: ink, labelLimit: 160, columns: 4 },
    text: { color: ink },
    range: { category: CLASS_COLOURS },
    bar: { color: BLUE },
    rect: { color: BLUE },
    circle: { color: BLUE },
  };
}
