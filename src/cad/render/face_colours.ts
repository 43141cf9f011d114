/**
 * The colours of faces.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { CLASS_COLOURS } from "../../page/colours.ts";
import type { TypedArray } from "../../storage/array.ts";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Steel: light enough for lines on it, dark enough for white paper. */
export const PLAIN_COLOUR: Rgb = [166, 184, 204];

/** What has no value. */
const NO_VALUE: Rgb = [196, 196, 196];

/** From few to many: dark blue over green to yellow, in steps that look alike (viridis). */
const SCALE: readonly Rgb[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** Values by face: numbers are shown on a scale, texts as classes; null has no value. */
export type FaceValues = readonly (number | bigint | string | null)[] | TypedArray;

/** What colours stand for. */
export interface ColourScale {
  /** The colour of a value; grey for what has none. */
  colourOf(value: number | string | null): Rgb;
  /** Some values, to be told with their colours: all classes, or some numbers from the least on. */
  readonly marks: readonly (number | string)[];
}

/** A colour for each face, by its value: see {@linkcode colourScale}. */
export function faceColours(values: FaceValues): Rgb[] {
  const all = plainValues(values);
  return all.map(colourScale(all).colourOf);
}

/**
 * The colours of values. Numbers without fractions of which there are few are classes, as codes
 * are, the most frequent first; other numbers run from the least to the most, in equal ratios where
 * the tail is long.
 */
export function colourScale(values: readonly (number | string | null)[]): ColourScale {
  const known = values.filter((value) => value !== null && !Number.isNaN(value));
  if (isClasses(known)) {
    const counts = new Map<number | string, number>();
    for (const value of known as (number | string)[]) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const classes = [...counts.keys()]
      .sort((a, b) => counts.get(b)! - counts.get(a)! || inOrder(a, b));
    const places = new Map(classes.map((value, place) => [value, place]));
    return {
      marks: classes,
      colourOf(value) {
        const place = value === null ? undefined : places.get(value);
        return place === undefined ? NO_VALUE : classColour(place);
      },
    };
  }
  const numbers = known as number[];
  let least = Infinity, most = -Infinity;
  for (const value of numbers) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  // Long tails would leave all but a few faces in one colour.
  const log = least > 0 && most / least > 1000;
  const [scaled, back] = log ? [Math.log, Math.exp] : [Number, Number];
  const [from, to] = [scaled(least), scaled(most)];
  return {
    marks: [0, 0.25, 0.5, 0.75, 1].map((share) =>
      share === 0 ? least : share === 1 ? most : back(from + share * (to - from))
    ),
    colourOf: (value) =>
      typeof value !== "number" || Number.isNaN(value)
        ? NO_VALUE
        : scaleColour((scaled(value) - from) / (to - from || 1)),
  };
}

/** Numbers by size, texts by their characters. */
function inOrder(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}

/** Values in a list, none of them a bigint. */
export function plainValues(values: FaceValues): (number | string | null)[] {
  return Array.from<number | bigint | string | null, number | string | null>(
    values as ArrayLike<number | bigint | string | null>,
    (value) => typeof value === "bigint" ? Number(value) : value,
  );
}

/** Whether values are classes: texts, or few whole numbers. */
export function isClasses(values: readonly (number | string | null)[]): boolean {
  if (values.some((value) => typeof value === "string")) return true;
  return new Set(values).size <= 24 && values.every((value) => Number.isInteger(value));
}

/** A colour by its parts: red, green and blue. */
function eachPart(part: (i: number) => number): Rgb {
  return [part(0), part(1), part(2)];
}

/** The colour of the class at that place; lighter from the eighth on. */
export function classColour(place: number): Rgb {
  const colour = parseColour(CLASS_COLOURS[place % CLASS_COLOURS.length]);
  const lighter = Math.min(0.6, 0.3 * Math.floor(place / CLASS_COLOURS.length));
  return eachPart((i) => Math.round(colour[i] + (255 - colour[i]) * lighter));
}

/** The colour of a share from 0 to 1 on the scale. */
export function scaleColour(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (SCALE.length - 1);
  const low = Math.min(SCALE.length - 2, Math.floor(at));
  const [from, to] = [SCALE[low], SCALE[low + 1]];
  return eachPart((i) => Math.round(from[i] + (to[i] - from[i]) * (at - low)));
}

/**
 * A colour as people write it: `"#3f86d1"`, `"#38d"`, or three numbers from 0 to 255.
 *
 * @throws {UsageError} for anything else
 */
export function parseColour(colour: string | readonly number[]): Rgb {
  if (typeof colour !== "string") {
    const fits = Array.isArray(colour) && colour.length === 3 &&
      colour.every((part) => Number.isFinite(part) && part >= 0 && part <= 255);
    if (fits) return [colour[0], colour[1], colour[2]];
  } else {
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
    const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
    const parts = long?.slice(1) ?? short?.slice(1).map((digit) => digit + digit);
    if (parts !== undefined) return eachPart((i) => parseInt(parts[i], 16));
  }
  throw new UsageError(
    `Cannot use ${JSON.stringify(colour)} as a colour: it must be "#rrggbb", or three numbers ` +
      "from 0 to 255, e.g. [63, 134, 209]",
    { data: { colour } },
  );
}
