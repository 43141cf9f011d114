/**
 * Faults that are planted in STEP texts, for the proofs to catch.
 *
 * `deno run -A test/cad/formats/step/proven/planted_faults.ts FOLDER [FILES] [FAULTS]` plants them
 * in the files of a folder that are read without a kernel and prints which proof caught each.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createRandomStream } from "../../../../../src/cad/random_stream.ts";
import { readText, reasonOf } from "./read_text.ts";

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
      (m) => new RegExp(`${/#\d+/.exec(m[1])!}\\s*=\\s*EDGE_LOOP`).test(text),
    ),
  "a radius off by 1 %": (text, random) =>
    change(
      text,
      new RegExp(
        "((?:CYLINDRICAL_SURFACE|CIRCLE|SPHERICAL_SURFACE)\\s*\\('[^']*',\\s*#\\d+\\s*,\\s*)" +
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
  "a vertex moved": (text, random) => {
    const vertices = [...text.matchAll(/VERTEX_POINT\s*\('[^']*',\s*#(\d+)\s*\)/g)];
    if (vertices.length === 0) return null;
    const point = vertices[Math.floor(random() * vertices.length)][1];
    return change(
      text,
      new RegExp(`(#${point}\\s*=\\s*CARTESIAN_POINT\\s*\\('[^']*',\\s*\\(\\s*)([-+.\\dE]+)`, "g"),
      random,
      (m) => m[1] + written(Number(m[2]) + 0.1),
    );
  },
  "a face turned": (text, random) =>
    change(
      text,
      /(ADVANCED_FACE\s*\('[^']*',\s*\([^)]*\)\s*,\s*#\d+\s*,\s*\.)([TF])/g,
      random,
      (m) => m[1] + (m[2] === "T" ? "F" : "T"),
    ),
};

function written(value: number): string {
  const text = String(value).toUpperCase();
  return /[.E]/.test(text) ? text.replace(/^(-?\d+)E/, "$1.E") : `${text}.`;
}

if (import.meta.main) {
  const [folder, files = "50", count = "500"] = process.argv.slice(2);
  const { next: random } = createRandomStream(7);
  const texts = readdirSync(folder, { recursive: true }).map(String).sort()
    .filter((name) => /\.(step|stp)$/i.test(name))
    .map((name) => readFileSync(join(folder, name), "latin1"))
    .filter((text) => {
      try {
        return readText(text).length > 0;
      } catch {
        return false;
      }
    })
    .filter((_, i, all) => i % Math.ceil(all.length / Number(files)) === 0);
  const caught = new Map<string, number>();
  const names = Object.keys(FAULTS);
  for (let i = 0; i < Number(count); i++) {
    const name = names[i % names.length], text = texts[i % texts.length];
    const changed = FAULTS[name](text, random);
    const reason = changed === null ? "(no such place)" : reasonOf(changed) ?? "NOT CAUGHT";
    const key = `${name}\t${reason}`;
    caught.set(key, (caught.get(key) ?? 0) + 1);
  }
  for (const [key, times] of [...caught].sort()) console.log(`${times}\t${key}`);
  console.log(`${count} faults in ${texts.length} files`);
}
