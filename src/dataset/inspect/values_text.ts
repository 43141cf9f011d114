/**
 * What the values of a column come to, in some words.
 *
 * @module
 */
import { countText, shareText } from "../../page/quantity_text.ts";
import type { InspectedColumn } from "./inspected_column.ts";

/** The share of values that are missing; nothing where none were looked at. */
export function missingText({ looked, missing, problem }: InspectedColumn): string {
  if (problem !== null || looked === 0) return "";
  return missing === 0 ? "0" : shareText(missing / looked);
}

/** A range and a mean, or the most frequent values. */
export function valuesText(column: InspectedColumn): string {
  const { type, least, greatest, mean, top, distinct, lengths, looked, missing, problem } = column;
  if (problem !== null) return "not read";
  if (looked === 0) return "none";
  if (looked === missing) return "all missing";
  const list = lengths === null
    ? ""
    : lengths.least === lengths.greatest
    ? `${lengths.least} each`
    : `${lengths.least} to ${lengths.greatest} each`;
  const inside = least !== null && least === greatest
    ? `always ${short(least)}`
    : least !== null
    ? `${short(least)} to ${short(greatest!)}${
      mean === null ? "" : `, mean ${Number(mean.toPrecision(6))}`
    }`
    : distinct === null
    ? (/^(?:string|bytes|object|json)/.test(type) && lengths === null
      ? "more than 10,000 different"
      : "")
    : distinct === looked - missing && distinct > 5
    ? "each its own"
    : `${distinct > 3 ? `${countText(distinct)} different: ` : ""}${
      top.slice(0, 3).map(({ value, count }) => `${cut(value, 20)} (${countText(count)})`).join(
        ", ",
      )
    }${distinct > 3 ? ", ..." : ""}`;
  return [list, inside].filter((text) => text !== "").join("; ");
}

function short(value: number | string): string {
  if (typeof value === "number") {
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(5)));
  }
  return value.replace(/T00:00:00\.000Z$/, "").replace(/\.\d+Z$|Z$/, "").replace("T", " ");
}

/** A text of at most so many characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
