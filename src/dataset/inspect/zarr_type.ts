/**
 * The types of arrays of Zarr v2 and v3, as people call them, and what reads their values.
 *
 * @module
 */

/** A type of a Zarr array. */
export interface ZarrType {
  /** As numpy calls it: `float32`, `datetime64[ns]`, `string[12]`; structures with their fields. */
  readonly name: string;
  /** Bytes of a value; null where they differ. */
  readonly size: number | null;
  /**
   * What the metadata must say instead so that zarrita reads the values; undefined where it may
   * stay, null where they cannot be read.
   */
  readonly readAs?: unknown;
  /** Milliseconds of a unit, where values are times that are read as integers. */
  readonly msPerUnit?: number;
}

const KINDS: Readonly<Record<string, string>> = { i: "int", u: "uint", f: "float", c: "complex" };

/** Milliseconds by the unit of a time. */
const UNIT_MS: Readonly<Record<string, number>> = {
  W: 604_800_000,
  D: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  ns: 1e-6,
  ps: 1e-9,
};

/** The type of a v2 array: `"<f4"`, `"|S10"`, or a list of fields. */
export function typeOfV2(dtype: unknown): ZarrType {
  if (Array.isArray(dtype)) return structure(dtype.map((field) => fieldOf(field, typeOfV2)));
  const match = /^([<>|=])?([a-zA-Z])(\d*)(?:\[(?:\d*)([a-zA-Z]+)\])?$/.exec(String(dtype));
  if (match === null) return { name: String(dtype), size: null, readAs: null };
  const [, order, kind, digits, unit] = match;
  const size = Number(digits);
  const big = order === ">" && size > 1 ? ", big-endian" : "";
  switch (kind) {
    case "b":
      return { name: "bool", size: 1 };
    case "i":
    case "u":
    case "f":
      return { name: `${KINDS[kind]}${8 * size}${big}`, size, ...size > 8 ? { readAs: null } : {} };
    case "c":
      return { name: `complex${8 * size}${big}`, size, readAs: null };
    case "U":
      return { name: `string[${size}]${big}`, size: 4 * size };
    case "S":
      return { name: `bytes[${size}]`, size };
    case "O":
      return { name: "object", size: null };
    case "M":
    case "m":
      return timeType(kind === "M" ? "datetime64" : "timedelta64", unit, `${order ?? "<"}i8`);
    default:
      return { name: kind === "V" ? `raw[${size}]` : String(dtype), size, readAs: null };
  }
}

/** The type of a v3 array: a name, or an object with a name and its configuration. */
export function typeOfV3(type: unknown): ZarrType {
  const { name, configuration } = typeof type === "string"
    ? { name: type, configuration: {} }
    : namedType(type);
  const bits = /^(?:u?int|float|complex_?float|complex)(\d+)$/.exec(name)?.[1];
  const length = Number(configuration.length_bytes ?? 0);
  if (name === "bool") return { name, size: 1 };
  if (name === "string") return { name, size: null };
  if (bits !== undefined) {
    return {
      name,
      size: Number(bits) / 8,
      ...name.startsWith("complex") ? { readAs: null } : {},
    };
  }
  switch (name) {
    case "fixed_length_utf32":
      return { name: `string[${length / 4}]`, size: length, readAs: `v2:U${length / 4}` };
    case "null_terminated_bytes":
      return { name: `bytes[${length}]`, size: length, readAs: `v2:S${length}` };
    case "numpy.datetime64":
    case "numpy.timedelta64":
      return timeType(name.slice(6), String(configuration.unit ?? ""), "int64", configuration);
    case "struct":
    case "structured": {
      const fields = Array.isArray(configuration.fields) ? configuration.fields : [];
      return structure(fields.map((field) => fieldOf(field, typeOfV3)));
    }
    default: {
      const raw = /^r(\d+)$/.exec(name)?.[1] ?? (length > 0 ? 8 * length : null);
      return { name, size: raw === null ? null : Number(raw) / 8, readAs: null };
    }
  }
}

function timeType(
  name: string,
  unit: string | undefined,
  readAs: string,
  { scale_factor: factor = 1 }: Readonly<Record<string, unknown>> = {},
): ZarrType {
  const short = { microsecond: "us", second: "s", generic: "" }[unit ?? ""] ?? unit ?? "";
  const ms = UNIT_MS[short] ?? null;
  const full = `${name}${short === "" ? "" : `[${factor === 1 ? "" : factor}${short}]`}`;
  // Spans of time stay numbers of their unit.
  if (ms === null || name !== "datetime64") return { name: full, size: 8, readAs };
  return { name: full, size: 8, readAs, msPerUnit: ms * Number(factor) };
}

function structure(fields: readonly { name: string; type: ZarrType }[]): ZarrType {
  const sizes = fields.map(({ type }) => type.size);
  return {
    name: `structure {${fields.map(({ name, type }) => `${name}: ${type.name}`).join(", ")}}`,
    size: sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + size!, 0),
    readAs: null,
  };
}

function fieldOf(field: unknown, typeOf: (type: unknown) => ZarrType) {
  if (Array.isArray(field)) return { name: String(field[0]), type: typeOf(field[1]) };
  const { name = "", data_type: type = "" } = (field ?? {}) as Record<string, unknown>;
  return { name: String(name), type: typeOf(type) };
}

function namedType(type: unknown): { name: string; configuration: Record<string, unknown> } {
  const { name = "", configuration } = (type ?? {}) as Record<string, unknown>;
  return {
    name: String(name) || JSON.stringify(type),
    configuration: typeof configuration === "object" && configuration !== null
      ? { ...configuration }
      : {},
  };
}
