/** The prefixes of SI units, as STEP writes them. @module */

/** Each prefix with its factor, and what metres with it are called; null where no file has them. */
const PREFIXES: Readonly<Record<string, readonly [factor: number, metres: string | null]>> = {
  EXA: [1e18, null],
  PETA: [1e15, null],
  TERA: [1e12, null],
  GIGA: [1e9, null],
  MEGA: [1e6, null],
  KILO: [1e3, "km"],
  HECTO: [1e2, "hm"],
  DECA: [1e1, "dam"],
  DECI: [1e-1, "dm"],
  CENTI: [1e-2, "cm"],
  MILLI: [1e-3, "mm"],
  MICRO: [1e-6, "um"],
  NANO: [1e-9, "nm"],
  PICO: [1e-12, null],
  FEMTO: [1e-15, null],
  ATTO: [1e-18, null],
};

/** What a prefix multiplies by; null for what is no prefix. */
export function prefixFactor(prefix: string): number | null {
  return Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix][0] : null;
}

/** What metres with a prefix are called; null where no file has them. */
export function prefixedMetres(prefix: string): string | null {
  return Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix][1] : null;
}
