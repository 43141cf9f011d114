/**
 * The text of an IGES file as a kernel is given it.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { globalLines } from "./iges_global.ts";
import type { IgesFile } from "./iges_precheck.ts";

/**
 * The same file in clean lines of 80 columns, whose global section states a unit that every kernel
 * knows, and the tolerance that is asked for.
 *
 * @param unit as of {@linkcode globalLines}
 * @param tolerance as of {@linkcode globalLines}
 */
export function kernelText(
  { lines, global }: Pick<IgesFile, "lines" | "global">,
  unit: number,
  tolerance: number | null,
): Uint8Array<ArrayBuffer> {
  const section = (letter: "S" | "D" | "P") =>
    lines[letter].map((line, i) => `${line}${letter}${String((i + 1) % 10_000_000).padStart(7)}\n`);
  const head = globalLines(global, unit, tolerance);
  const [start, directory, parameters] = [section("S"), section("D"), section("P")];
  const counts = [start, head.trimEnd().split("\n"), directory, parameters]
    .map(({ length }, i) => `${"SGDP"[i]}${String(length % 10_000_000).padStart(7)}`).join("");
  const text = [...start, head, ...directory, ...parameters, `${counts.padEnd(72)}T      1\n`]
    .join("");
  return new Uint8Array(Buffer.from(text, "latin1"));
}
