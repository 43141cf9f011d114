import { util } from "../../base/node/builtins.ts";
/** Values as text for messages, and as data for records. @module */

/** Characters of a value in a message. */
const LIMIT = 10_000;

/** A value as messages show it: strings as they are, objects in one line, long ones cut. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = typeof value === "string" ? value : inspected(value);
  return text.length > LIMIT ? `${text.slice(0, LIMIT)}... (${text.length} characters)` : text;
}

function inspected(value: unknown): string {
  if (typeof value !== "object" && typeof value !== "function") return String(value);
  try {
    return util().inspect(value, {
      breakLength: Infinity,
      compact: true,
      depth: 3,
      maxArrayLength: 20,
      maxStringLength: 1000,
    });
  } catch {
    // An object may say itself how it is shown, and throw instead.
    return Object.prototype.toString.call(value);
  }
}

/** A message without the colour codes of terminals. */
export function withoutColours(message: string): string {
  return message.includes("\u001b") ? util().stripVTControlCharacters(message) : message;
}

/** A copy of a value that survives JSON unchanged; what does not is there as text. */
export function jsonValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object") {
    return typeof value === "function" ? valueText(value) : scalar(value);
  }
  try {
    return JSON.parse(JSON.stringify(value, (_, inner) => keepable(inner)));
  } catch {
    // A ring, or an object whose conversion throws.
    return valueText(value);
  }
}

function scalar(value: unknown): unknown {
  return typeof value === "string" || typeof value === "boolean" ? value : String(value);
}

/** What JSON would refuse, drop or empty. */
function keepable(value: unknown): unknown {
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "function" || value instanceof Map || value instanceof Set) {
    return valueText(value);
  }
  // Arrays of numbers are data, not facts about a run: their beginning will do.
  if (ArrayBuffer.isView(value)) return valueText(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return value;
}
