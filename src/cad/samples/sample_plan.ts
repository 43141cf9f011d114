/**
 * Which parts a folder of samples holds.
 *
 * @module
 */
import type { Arrangement } from "./design.ts";
import { FAMILIES, type PartFamily } from "./part_labels.ts";
import type { PartRequest } from "./make_part.ts";

/** Digits of a part's number in file names, at least. */
const DIGITS = 4;

/**
 * The parts of a folder: the families in turn, so that each has its equal share and ten parts
 * have all of them.
 *
 * One part in ten has two different bodies: the fastener (bolt and nut) of the first ten, the
 * bushing (two sleeves) of the next ten, and so on in turn. The first bearing of every hundred
 * parts is an assembly with repeated instances.
 *
 * Part `n` of a seed is the same whatever the count.
 */
export function planParts(count: number, seed: number): PartRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const family = FAMILIES[index % FAMILIES.length];
    const number = String(index + 1).padStart(DIGITS, "0");
    return {
      seed,
      index,
      family,
      arrangement: arrangementOf(family, Math.floor(index / FAMILIES.length)),
      file: `part_${number}_${family}.step`,
    };
  });
}

function arrangementOf(family: PartFamily, ten: number): Arrangement {
  if (family === "fastener" && ten % 2 === 0) return "pair";
  if (family === "bushing" && ten % 2 === 1) return "pair";
  if (family === "bearing" && ten % 10 === 0) return "assembly";
  return "single";
}
