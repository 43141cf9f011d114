/**
 * The colours of samples' faces: one value has one colour in all of their pictures.
 *
 * @module
 */
import { type ColourScale, colourScale, type Rgb } from "../../cad/render/face_colours.ts";
import type { DatasetReader } from "../read/reader.ts";
import { faceValuesOf } from "./face_values.ts";

/** What faces are coloured by. */
export interface SamplePaint {
  /** The colours of a sample's faces. */
  of(sample: number): readonly Rgb[];
  /** What the colours mean. */
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
}

/** Entries of a legend. */
const MOST = 16;

/**
 * Reads the values of an array for samples, and gives them colours.
 *
 * @throws {UsageError} when there is no such array with a value a face
 */
export async function samplePaint(
  reader: DatasetReader,
  samples: readonly number[],
  key: string,
): Promise<SamplePaint> {
  const values = new Map<number, Awaited<ReturnType<typeof faceValuesOf>>>();
  for (const sample of samples) values.set(sample, await faceValuesOf(reader, sample, key));
  const scale = colourScale([...values.values()].flat());
  return {
    of: (sample) => (values.get(sample) ?? []).map((value) => scale.colourOf(value)),
    legend: legendOf(scale),
  };
}

function legendOf({ marks, colourOf }: ColourScale) {
  const entries = marks.slice(0, MOST).map((value) => ({
    name: typeof value === "number" ? String(Number(value.toPrecision(4))) : value,
    colour: `rgb(${colourOf(value).join(", ")})`,
  }));
  const rest = marks.length - entries.length;
  return rest > 0 ? [...entries, { name: `and ${rest} more`, colour: "transparent" }] : entries;
}
