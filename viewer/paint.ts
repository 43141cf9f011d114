/**
 * Which face has which colour, and what the colours mean.
 *
 * @module
 */
// @ts-types="@types/three"
import { Color } from "three";
import {
  colourScale,
  faceColours,
  isClasses,
  PLAIN_COLOUR,
  type Rgb,
} from "../src/cad/render/face_colours.ts";
import type { ViewerColumn, ViewerData, ViewerState } from "../src/cad/viewer/viewer_data.ts";

/** A colour and what it stands for. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

/** The colour of what is picked, which no class has. */
const PICKED = "#ff3fb4";
/** A column whose values are colours themselves: those of the file. */
const COLOUR = /^#[0-9a-f]{6}$/i;
/** Entries of a legend. */
const MOST = 12;

/** The colour of each face in a state. */
export function paint(data: ViewerData, state: ViewerState): (face: number) => Color {
  const column = columnOf(data, state.colourBy);
  const base = column === null ? null : coloursOf(column);
  const painted = new Map(state.painted.map(([face, colour]) => [face, new Color(colour)]));
  const picked = new Set(state.selected), pickedColour = new Color(PICKED);
  const plain = colourOf(PLAIN_COLOUR);
  return (face) => picked.has(face) ? pickedColour : painted.get(face) ?? base?.[face] ?? plain;
}

/** What the colours of a state mean. */
export function legendOf(data: ViewerData, state: ViewerState): readonly LegendEntry[] {
  const given = state.legend.map(([name, colour]) => ({ name, colour }));
  const column = columnOf(data, state.colourBy);
  return [...column === null ? [] : columnLegend(column), ...given];
}

function columnLegend({ values, unit = "" }: ViewerColumn): LegendEntry[] {
  if (values.some((value) => COLOUR.test(String(value)))) return [];
  const { marks, colourOf } = colourScale(values);
  const entry = (name: string, value: number | string) => ({ name, colour: hex(colourOf(value)) });
  if (!isClasses(values.filter((value) => value !== null))) {
    return marks.map((value) => entry(`${numberText(Number(value))} ${unit}`.trim(), value))
      .reverse();
  }
  const counts = new Map<number | string, number>();
  for (const value of values) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const all = [...marks].sort((a, b) => counts.get(b)! - counts.get(a)!);
  const rest = all.length - MOST;
  return [
    ...all.slice(0, MOST).map((value) => entry(`${value} (${counts.get(value)})`, value)),
    ...rest > 0 ? [{ name: `and ${rest} more`, colour: "transparent" }] : [],
  ];
}

/** A number with the digits that matter to the eye. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}

function columnOf({ columns }: ViewerData, name: string | null): ViewerColumn | null {
  return columns.find((column) => column.name === name) ?? null;
}

function coloursOf({ values }: ViewerColumn): (Color | undefined)[] {
  if (values.some((value) => COLOUR.test(String(value)))) {
    return values.map((value) => value === null ? undefined : new Color(String(value)));
  }
  return faceColours(values).map(colourOf);
}

function colourOf([red, green, blue]: Rgb): Color {
  return new Color(`rgb(${red}, ${green}, ${blue})`);
}

function hex([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}
