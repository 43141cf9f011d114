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

/**
 * A colour for each face, by its value. Numbers without fractions of which there are few are
 * classes, as codes are.
 */
export function faceColours(values: FaceValues): Rgb[] {
  const all = plainValues(values);
  const known = all.filter((value) => value !== null && !Number.isNaN(value));
  if (isClasses(known)) {
    const classes = [...new Set(known)].sort((a, b) =>
      typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1
    );
    return all.map((value) => {
      const place = classes.indexOf(value);
      return place < 0 ? NO_VALUE : classColour(place);
    });
  }
  const numbers = known as number[];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  // Long tails would leave all but a few faces in one colour.
  const log = least > 0 && most / least > 1000;
  const scaled = (value: number) => log ? Math.log(value) : value;
  const [from, to] = [scaled(least), scaled(most)];
  return all.map((value) =>
    typeof value !== "number" || Number.isNaN(value)
      ? NO_VALUE
      : scaleColour((scaled(value) - from) / (to - from || 1))
  );
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

/** The colour of the class at that place; lighter from the eighth on. */
export function classColour(place: number): Rgb {
  const colour = parseColour(CLASS_COLOURS[place % CLASS_COLOURS.length]);
  const lighter = Math.min(0.6, 0.3 * Math.floor(place / CLASS_COLOURS.length));
  return colour.map((part) => Math.round(part + (255 - part) * lighter)) as unknown as Rgb;
}

/** The colour of a share from 0 to 1 on the scale. */
export function scaleColour(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (SCALE.length - 1);
  const low = Math.min(SCALE.length - 2, Math.floor(at));
  const [from, to] = [SCALE[low], SCALE[low + 1]];
  return from.map((part, i) => Math.round(part + (to[i] - part) * (at - low))) as unknown as Rgb;
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
    if (parts !== undefined) return parts.map((part) => parseInt(part, 16)) as unknown as Rgb;
  }
  throw new UsageError(
    `Cannot use ${JSON.stringify(colour)} as a colour: it must be "#rrggbb", or three numbers ` +
      "from 0 to 255, e.g. [63, 134, 209]",
    { data: { colour } },
  );
}
