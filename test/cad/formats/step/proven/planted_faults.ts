/** Faults that are planted in STEP texts, for the proofs to catch. */

/** A change of one place of a text; null where the text has no such place. */
type Fault = (text: string, random: () => number) => string | null;

/** Replaces one of the matches of a pattern, chosen at random. */
function change(
  text: string,
  pattern: RegExp,
  random: () => number,
  replace: (match: RegExpMatchArray) => string,
  where: (match: RegExpMatchArray) => boolean = () => true,
): string | null {
  const matches = [...text.matchAll(pattern)].filter(where);
  if (matches.length === 0) return null;
  const match = matches[Math.floor(random() * matches.length)];
  return text.slice(0, match.index) + replace(match) + text.slice(match.index + match[0].length);
}

/** Moves a point that a match refers to. */
function movePoint(text: string, users: RegExp, random: () => number): string | null {
  const points = [...text.matchAll(users)];
  if (points.length === 0) return null;
  const point = points[Math.floor(random() * points.length)][1];
  return change(
    text,
    new RegExp(`(#${point}\\s*=\\s*CARTESIAN_POINT\\s*\\('[^']*',\\s*\\(\\s*)([-+.\\dE]+)`, "g"),
    random,
    (m) => m[1] + written(Number(m[2]) + 0.1),
  );
}

/** The faults by name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  "a face dropped": (text, random) =>
    change(text, /(CLOSED_SHELL\s*\('[^']*',\s*\()\s*(#\d+\s*,)/g, random, (m) => m[1]),
  "a loop reversed": (text, random) =>
    change(
      text,
      /(FACE_(?:OUTER_)?BOUND\s*\('[^']*',\s*#\d+\s*,\s*\.)([TF])/g,
      random,
      (m) => m[1] + (m[2] === "T" ? "F" : "T"),
      // A vertex for a bound has no sense.
      (m) => new RegExp(`${/#\d+/.exec(m[1])!}\\s*=\\s*(EDGE|POLY)_LOOP`).test(text),
    ),
  "a radius off by 1 %": (text, random) =>
    change(
      text,
      new RegExp(
        "((?:CIRCLE|(?:CYLINDRICAL|SPHERICAL|TOROIDAL)_SURFACE)" +
          "\\s*\\('[^']*',\\s*#\\d+\\s*,\\s*)" +
          "([\\d.]+(?:E[-+]?\\d+)?)",
        "g",
      ),
      random,
      (m) => m[1] + written(Number(m[2]) * 1.01),
      // Circles in the parameters of a surface are not read.
      (m) => {
        const [placement] = /#\d+/.exec(m[1])!;
        return new RegExp(`${placement}\\s*=\\s*AXIS2_PLACEMENT_3D`).test(text);
      },
    ),
  "a vertex moved": (text, random) =>
    movePoint(text, /VERTEX_POINT\s*\('[^']*',\s*#(\d+)\s*\)/g, random),
  "a corner of a polygon moved": (text, random) =>
    movePoint(text, /POLY_LOOP\s*\('[^']*',\s*\(\s*#(\d+)/g, random),
  "a pole of a spline moved": (text, random) =>
    movePoint(
      text,
      /(?:POLYLINE\s*\('[^']*',|(?:SPLINE|FORM|BEZIER)_\w*\s*\([^#]*)\s*\(\s*#\d+,\s*#(\d+)/g,
      random,
    ),
  "an offset off by 1 %": (text, random) =>
    change(
      text,
      /(OFFSET_(?:SURFACE|CURVE_3D)\s*\('[^']*',\s*#\d+\s*,\s*)(-?[\d.]+)/g,
      random,
      (m) => m[1] + written(Number(m[2]) * 1.01),
    ),
  "the other part of a torus": (text, random) =>
    change(
      text,
      /(DEGENERATE_TOROIDAL_SURFACE\s*\([^)]*\.)([TF])/g,
      random,
      (m) => m[1] + (m[2] === "T" ? "F" : "T"),
    ),
  "a face turned": (text, random) =>
    change(
      text,
      /((?:ADVANCED_FACE|FACE_SURFACE)\s*\('[^']*',\s*\([^)]*\)\s*,\s*#\d+\s*,\s*\.)([TF])/g,
      random,
      (m) => m[1] + (m[2] === "T" ? "F" : "T"),
    ),
};

/**
 * Faults that leave a body as sound as it was: no proof can see them. They stand for a reader that
 * takes a unit or a place for another one, and are found where the kernel reads the same file.
 */
export const SOUND_FAULTS: Readonly<Record<string, Fault>> = {
  "a unit changed": (text, random) =>
    change(
      text,
      /(SI_UNIT\s*\(\s*)(\.MILLI\.|\$)(\s*,\s*\.METRE\.)/g,
      random,
      (m) => `${m[1]}.CENTI.${m[3]}`,
    ),
  "an instance misplaced": (text, random) => {
    const places = [...text.matchAll(/ITEM_DEFINED_TRANSFORMATION\s*\([^#]*#\d+\s*,\s*#(\d+)/g)];
    if (places.length === 0) return null;
    const place = places[Math.floor(random() * places.length)][1];
    const frame = new RegExp(`#${place}\\s*=\\s*AXIS2_PLACEMENT_3D\\s*\\('[^']*',\\s*#(\\d+)`);
    const point = frame.exec(text)?.[1];
    return change(
      text,
      new RegExp(`(#${point}\\s*=\\s*CARTESIAN_POINT\\s*\\('[^']*',\\s*\\(\\s*)([-+.\\dE]+)`, "g"),
      random,
      (m) => m[1] + written(Number(m[2]) + 7),
    );
  },
};

function written(value: number): string {
  const text = String(value).toUpperCase();
  return /[.E]/.test(text) ? text.replace(/^(-?\d+)E/, "$1.E") : `${text}.`;
}
