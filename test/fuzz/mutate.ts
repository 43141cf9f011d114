/**
 * Damages CAD files, each kind of damage in a way of its own, and in the same way for the same
 * random numbers.
 *
 * @module
 */
import type { RandomStream } from "../../src/cad/random_stream.ts";

/** The formats whose files are damaged. */
export type FuzzFormat = "STEP" | "IGES" | "BREP";

/** What is done to a file. */
export type MutationKind =
  | "bytes"
  | "digits"
  | "references"
  | "truncation"
  | "repetition"
  | "nesting";

export const MUTATION_KINDS: readonly MutationKind[] = [
  "bytes",
  "digits",
  "references",
  "truncation",
  "repetition",
  "nesting",
];

/** What stands for another entity: a `#` of STEP, a pointer of IGES, the use of a shape in BREP. */
const REFERENCES: Readonly<Record<FuzzFormat, RegExp>> = {
  STEP: /(?<=#)\d+/g,
  IGES: /(?<=[,;(])\d+(?=[,;])/g,
  BREP: /(?<=[+\-ie])\d+(?= \d+ )/g,
};

/** What means something in a format, and breaks it where it does not belong. */
const PIECES: Readonly<Record<FuzzFormat, readonly string[]>> = {
  STEP: [
    ..."'\"(),;#=*$/.\\&@<>".split(""),
    ..."/* */ '' ); (( #1 #999999 #2147483648 1E999 NAN .T. $,$ \\X2\\ \\X\\ \\S\\ \\N\\".split(
      " ",
    ),
    ..."ENDSEC; DATA; ANCHOR; REFERENCE; &SCOPE ENDSCOPE -1. 0. 1E-300".split(" "),
    ..."(#1,#1) AXIS2_PLACEMENT_3D('',#1,$,$) MAPPED_ITEM('',#1,#1)".split(" "),
  ],
  IGES: [..."HSGDPT,;.+-E".split(""), "1H,,", "99H", "1.E999", "NAN", "-1", "0", "9999999", "5."],
  BREP: [..."+-*ie.".split(""), "nan", "1e999", "-1", "0", "99999", "2 0 0", "CN", "Wi", "* "],
};

/** Openings of what can be nested, and what closes each. */
const NESTS: Readonly<Record<FuzzFormat, readonly (readonly [string, string])[]>> = {
  STEP: [["(", ")"], ["/*", "*/"], ["'", "'"], ["IFCX((", "))"], ["&SCOPE ", " ENDSCOPE "]],
  // An entity in the place of its own part, over and over, is a circle; strings hold strings.
  IGES: [["3H3H", ""], ["1H", ""], [",", ","], [";", ";"]],
  // Trimmed curves, and offsets, of others.
  BREP: [["8 0 1 ", ""], ["9 0.001 0 0 1 ", ""], ["10 0 1 0 1 ", ""], ["+1 0 ", ""], ["11 0 ", ""]],
};

/** Parts of a line of IGES that are no parameters are damaged once in so many times. */
const OUTSIDE = 0.15;

/** A damaged copy of a file, as Latin-1. */
export function mutate(
  text: string,
  format: FuzzFormat,
  kind: MutationKind,
  random: RandomStream,
): string {
  switch (kind) {
    case "bytes":
      return times(text, random, (old) => {
        const at = placeIn(old, format, random);
        if (random.chance(0.3)) return over(old, at, random.pick(PIECES[format]));
        return over(old, at, String.fromCharCode(random.integer(0, 255)));
      });
    case "digits":
      return times(text, random, (old) => {
        let at = placeIn(old, format, random);
        for (let left = 500; left > 0 && !/\d/.test(old[at] ?? ""); left--) {
          at = placeIn(old, format, random);
        }
        return over(old, at, String(random.integer(0, 9)));
      });
    case "references":
      return times(text, random, (old) => otherReference(old, format, random));
    case "truncation":
      return text.slice(0, random.integer(0, text.length - 1));
    case "repetition":
      return repeated(text, format, random);
    case "nesting":
      return nested(text, format, random);
  }
}

/** Once in most cases, at most three times. */
function times(text: string, random: RandomStream, change: (text: string) => string): string {
  let changed = change(text);
  for (let left = 2; left > 0 && random.chance(0.25); left--) changed = change(changed);
  return changed;
}

/** A place, in most cases one of the data rather than of what says where data are. */
function placeIn(text: string, format: FuzzFormat, random: RandomStream): number {
  for (;;) {
    const at = random.integer(0, text.length - 1);
    if (format !== "IGES" || random.chance(OUTSIDE)) return at;
    const start = text.lastIndexOf("\n", at - 1) + 1, end = text.indexOf("\n", start);
    if (text[start + 72] === "P" && at < start + 64 && end - start === 80) return at;
  }
}

/** Writes over what stands there: columns stay where they are. */
function over(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at + piece.length);
}

/** Puts one reference in the place of another; now and then one to nothing. */
function otherReference(text: string, format: FuzzFormat, random: RandomStream): string {
  const found = [...text.matchAll(REFERENCES[format])];
  if (found.length === 0) return text;
  const to = random.pick(found);
  const number = random.chance(0.15) ? random.pick(["0", "999999", "1"]) : random.pick(found)[0];
  // In IGES columns count: the number takes the place of one of its own length, if it can.
  const same = format === "IGES" ? found.filter(([old]) => old.length === number.length) : [];
  const at = (same.length > 0 ? random.pick(same) : to).index;
  const length = (same.length > 0 ? number : to[0]).length;
  return text.slice(0, at) + number + text.slice(at + length);
}

/** Says a piece again: a few bytes, a line, an entity, a part of the file, all of it. */
function repeated(text: string, format: FuzzFormat, random: RandomStream): string {
  const at = random.integer(0, text.length - 1);
  const start = text.lastIndexOf("\n", at) + 1;
  const line = text.slice(start, text.indexOf("\n", at) + 1 || undefined);
  const count = random.chance(0.2) ? random.integer(10, 200) : 1;
  const again = (piece: string, where: number) =>
    text.slice(0, where) + piece.repeat(count) + text.slice(where);
  switch (random.integer(0, 4)) {
    case 0:
      return again(text.slice(at, at + random.integer(1, 12)), at);
    case 1:
      return again(line, start);
    case 2: {
      // A line elsewhere.
      const other = text.lastIndexOf("\n", random.integer(0, text.length - 1)) + 1;
      return again(line, other);
    }
    case 3:
      return text + (format === "IGES" ? "" : text.slice(at));
    default:
      return text.slice(0, at) + text.slice(Math.max(0, at - random.integer(1, 2000)));
  }
}

/** Puts things into each other, up to 100,000 deep. */
function nested(text: string, format: FuzzFormat, random: RandomStream): string {
  if (format === "IGES" && random.chance(0.6)) return inItself(text, random);
  const [open, close] = random.pick(NESTS[format]);
  const depth = random.pick([1, 2, 3, 10, 60, 70, 1000, 100_000]);
  let at = placeIn(text, format, random);
  // Before a token rather than in it.
  const step = text.slice(at).search(format === "BREP" ? /\n/ : /[(,]/);
  if (step >= 0) at += step + 1;
  const token = /^[^,\s()]*/.exec(text.slice(at))![0];
  const closing = random.chance(0.8) ? close.repeat(depth) : "";
  return text.slice(0, at) + open.repeat(depth) + token + closing + text.slice(at + token.length);
}

/** Makes an entity of IGES a part of itself, or of one that stands before it. */
function inItself(text: string, random: RandomStream): string {
  const lines = text.split("\n");
  const own = lines.flatMap((line, i) => line[72] === "P" ? [i] : []);
  const i = random.pick(own), line = lines[i], number = line.slice(64, 72).trim();
  const found = [...line.slice(0, 64).matchAll(REFERENCES.IGES)]
    .filter(([old]) => old.length >= number.length);
  if (found.length === 0) return text;
  const { 0: old, index } = random.pick(found);
  lines[i] = line.slice(0, index) + number.padEnd(old.length) + line.slice(index + old.length);
  return lines.join("\n");
}
