/** The values of a column from outside: numbers, booleans or texts, as all of them are. @module */
import type { JoinValue, OutsideColumn } from "./outside_column.ts";
import type { OutsideTable } from "./read_rows.ts";

/** What stands for nothing in tables of texts. */
const NOTHING = new Set(["", "na", "n/a", "nan", "null", "none", "-"]);

/**
 * The values of a column in one type. Texts that all mean numbers, or all mean booleans, become
 * such; of several types, all become texts.
 */
export function columnValues(
  values: OutsideColumn,
  { isText, decimalComma }: Pick<OutsideTable, "isText" | "decimalComma">,
): (string | number | boolean | null)[] {
  if (isText) {
    const textAt = (row: number) => {
      const value = plainValue(values.at(row));
      return value === null ? null : String(value);
    };
    const each = <T>(of: (text: string | null) => T): T[] => {
      const found = new Array<T>(values.length);
      for (let row = 0; row < found.length; row++) found[row] = of(textAt(row));
      return found;
    };
    const known = new Set<string>(); // each once: what is asked of a text is asked once
    for (let row = 0; row < values.length; row++) {
      const text = textAt(row);
      if (text !== null && !known.has(text) && !NOTHING.has(text.toLowerCase())) known.add(text);
    }
    const numbers = numbersOf(known, decimalComma);
    if (known.size > 0 && numbers !== null) {
      return each((text) => text === null ? null : numbers.get(text) ?? null);
    }
    const isBoolean = known.size > 0 &&
      [...known].every((text) => /^(?:true|false)$/i.test(text));
    if (isBoolean) {
      return each((text) =>
        text === null || !known.has(text) ? null : text.toLowerCase() === "true"
      );
    }
    return each((text) => text === "" ? null : text);
  }
  const plain = Array.from(values, plainValue);
  const types = new Set(plain.filter((value) => value !== null).map((value) => typeof value));
  return types.size < 2 ? plain : plain.map((value) => value === null ? null : String(value));
}

/** A value as keys are compared: without blanks around it, numbers by their value. */
export function keyText(value: JoinValue): string | null {
  const plain = plainValue(value);
  if (plain === null) return null;
  const text = String(plain).trim();
  return text === "" ? null : text;
}

function plainValue(value: JoinValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string") return value.trim();
  return typeof value === "boolean" ? value : String(value);
}

/** The numbers that texts mean; null where one means none. */
function numbersOf(texts: ReadonlySet<string>, comma: boolean): Map<string, number> | null {
  const numbers = new Map<string, number>();
  for (const text of texts) {
    const number = numberOf(text, comma);
    if (number === null) return null;
    numbers.set(text, number);
  }
  return numbers;
}

/** The number that a text means; null for none. `0012` is the number of a part, and `0x10` none. */
function numberOf(text: string, decimalComma: boolean): number | null {
  const point = decimalComma ? text.replace(",", ".") : text;
  if (/^[+-]?0\d/.test(point) || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(point)) {
    return null;
  }
  const value = Number(point);
  return Number.isFinite(value) ? value : null;
}
