/**
 * Colours on terminals, and nowhere else.
 *
 * @module
 */

/** Puts a text into a colour or weight, or leaves it alone. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/**
 * Whether colours are wanted: on a terminal that can show them, unless `NO_COLOR` says otherwise
 * (https://no-color.org).
 */
export function wantsColour(
  terminal: boolean,
  environment: (name: string) => string | undefined,
): boolean {
  return terminal && !environment("NO_COLOR") && environment("TERM") !== "dumb";
}

/** Makes the styles: with escape codes, or without any. */
export function createStyle(colour: boolean): Style {
  const style = (on: number, off: number) => (text: string) =>
    colour && text !== "" ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
  };
}
