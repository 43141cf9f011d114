/**
 * The global section of an IGES file: units, and how the other sections are written.
 *
 * @module
 */
import { MalformedIges, UnsupportedFormat } from "../../errors.ts";
import {
  DEFAULT_DELIMITERS,
  type Delimiters,
  igesRecord,
  type IgesToken,
  integerOf,
  numberOf,
} from "./iges_tokens.ts";

/** What of the section matters. */
export interface IgesGlobal {
  readonly delimiters: Delimiters;
  readonly tokens: readonly IgesToken[];
  /** The unit of length as rows name it, and in millimetres. */
  readonly unit: { readonly name: string; readonly length: number };
  /** The distance below which points are the same, in that unit; null where nothing is said. */
  readonly resolution: number | null;
  /** The program that wrote the file, without its version; `"unknown"` where it says nothing. */
  readonly exporter: string;
}

/** Units by their flag, with the names that files give them. */
const UNITS: readonly (readonly [flag: number, name: string, mm: number, ...names: string[]])[] = [
  [1, "inch", 25.4, "IN", "INCH", "INCHES"],
  [2, "mm", 1, "MM", "MILLIMETER", "MILLIMETERS", "MILLIMETRE"],
  [4, "foot", 304.8, "FT", "FEET", "FOOT"],
  [5, "mile", 1609344, "MI", "MILE", "MILES"],
  [6, "m", 1000, "M", "METER", "METERS", "METRE"],
  [7, "km", 1e6, "KM", "KILOMETER", "KILOMETERS"],
  [8, "mil", 0.0254, "MIL", "MILS"],
  [9, "um", 0.001, "UM", "MICRON", "MICRONS"],
  [10, "cm", 10, "CM", "CENTIMETER", "CENTIMETERS"],
  [11, "uin", 0.0000254, "UIN", "MICROINCH", "MICROINCHES"],
];
/** The flag that says that the name alone counts. */
const BY_NAME = 3;
/** Columns that a line has for parameters. */
const WIDTH = 72;
/** Positions of parameters, from 0. */
const [SYSTEM, SCALE, FLAG, NAME, RESOLUTION] = [4, 12, 13, 14, 18];

/**
 * Reads the section.
 *
 * @param lines the first 72 columns of its lines
 * @throws {MalformedIges} where it cannot be read, or states no unit that is known
 * @throws {UnsupportedFormat} where the model is drawn to a scale
 */
export function igesGlobal(lines: readonly string[]): IgesGlobal {
  const text = lines.join("");
  const delimiters = delimitersOf(text);
  const record = igesRecord(text, delimiters, WIDTH);
  if ("fault" in record) throw malformed(`its parameters must end, and ${record.fault}`);
  const { tokens } = record;
  const scale = tokens[SCALE]?.text ? numberOf(tokens[SCALE]) : 1;
  if (scale !== 1) {
    throw new UnsupportedFormat(
      "Cannot read the file: an IGES model must be in its true size, and this one is drawn to " +
        `the scale ${tokens[SCALE].text}. Export it in the scale 1.`,
      { data: { scale: tokens[SCALE].text } },
    );
  }
  const resolution = numberOf(tokens[RESOLUTION]);
  return {
    delimiters,
    tokens,
    unit: unitOf(tokens),
    resolution: resolution > 0 && Number.isFinite(resolution) ? resolution : null,
    exporter: exporterOf(tokens[SYSTEM]?.text ?? ""),
  };
}

/**
 * The section anew: the same, with a unit that every kernel knows by its flag.
 *
 * @param length the unit that numbers are to be taken in, in millimetres: that of the file, or 1
 * for numbers that are to stay as they are
 * @param tolerance in that unit; null for what the file says
 * @returns lines of 80 columns, each with a line feed
 */
export function globalLines(
  { tokens, delimiters: { parameter, record } }: IgesGlobal,
  length: number,
  tolerance: number | null,
): string {
  const [flag, , , name] = UNITS.find(([, , mm]) => mm === length)!;
  const changed = [...tokens];
  while (changed.length <= RESOLUTION) changed.push({ text: "", isString: false });
  changed[FLAG] = { text: String(flag), isString: false };
  changed[NAME] = { text: name, isString: true };
  if (tolerance !== null) {
    changed[RESOLUTION] = { text: realText(tolerance), isString: false };
  }
  const lines = [""];
  const put = (piece: string, isWhole: boolean) => {
    for (let rest = piece; rest !== "";) {
      const room = WIDTH - lines[lines.length - 1].length;
      if (room === 0 || (isWhole && rest.length > room)) lines.push("");
      const part = rest.slice(0, WIDTH - lines[lines.length - 1].length);
      lines[lines.length - 1] += part;
      rest = rest.slice(part.length);
    }
  };
  changed.forEach(({ text, isString }, i) => {
    if (isString) put(`${text.length}H${text}`, false);
    else put(text, true);
    put(i < changed.length - 1 ? parameter : record, true);
  });
  return lines.map((line, i) => `${line.padEnd(WIDTH)}G${String(i + 1).padStart(7)}\n`).join("");
}

/** A number as IGES writes it: with a point. */
function realText(value: number): string {
  const [mantissa, exponent] = String(value).split("e");
  const real = mantissa.includes(".") ? mantissa : `${mantissa}.`;
  return exponent === undefined ? real : `${real}E${exponent}`;
}

/** The delimiters, which the section says in its own first two parameters (`1H,,1H;,`). */
function delimitersOf(text: string): Delimiters {
  const start = text.trimStart();
  const parameter = /^1H(.)/.exec(start)?.[1] ?? DEFAULT_DELIMITERS.parameter;
  const rest = start.startsWith("1H") ? start.slice(4) : start.slice(1);
  const record = /^ *1H(.)/.exec(rest)?.[1] ?? DEFAULT_DELIMITERS.record;
  for (const delimiter of [parameter, record]) {
    if (!/[^\w+\-. ]/.test(delimiter) || parameter === record) {
      throw malformed(
        "the delimiters must be two characters that numbers and strings do not have, and are " +
          `${JSON.stringify(parameter)} and ${JSON.stringify(record)}`,
      );
    }
  }
  return { parameter, record };
}

function unitOf(tokens: readonly IgesToken[]): IgesGlobal["unit"] {
  const given = integerOf(tokens[FLAG]);
  const name = (tokens[NAME]?.text ?? "").trim().toUpperCase();
  // The standard takes inches where nothing is said.
  const flag = given === 0 && name === "" ? 1 : given;
  const found = flag === BY_NAME || (flag === 0 && name !== "")
    ? UNITS.find(([, , , ...names]) => names.includes(name))
    : UNITS.find(([own]) => own === flag);
  if (found === undefined) {
    throw malformed(
      `the unit of length must be one of ${
        UNITS.map(([, name]) => name).join(", ")
      }, and has the ` +
        `flag ${tokens[FLAG]?.text || "none"} and the name ${JSON.stringify(name)}`,
    );
  }
  return { name: found[1], length: found[2] };
}

function exporterOf(system: string): string {
  const words = system.trim().toLowerCase().split(/[\s,;/]+/);
  const name = words.filter((word) => /^[a-z][a-z._-]*$/.test(word)).slice(0, 3).join(" ");
  return name === "" ? "unknown" : name;
}

function malformed(what: string): MalformedIges {
  return new MalformedIges(
    `Cannot read the file: in the global section of IGES ${what}. Export it again.`,
    { data: { section: "G" } },
  );
}
