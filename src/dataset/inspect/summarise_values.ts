/**
 * What the values of a column, of any type, come to.
 *
 * @module
 */

/** What was found of some values. */
export interface ValuesSummary {
  /** How many values were looked at. */
  readonly looked: number;
  /** How many of them are missing: null, NaN, or no time. */
  readonly missing: number;
  /** The least of numbers or times; integers beyond 2^53 and times (ISO 8601) are texts. */
  readonly least: number | string | null;
  /** The greatest, as `least`. */
  readonly greatest: number | string | null;
  /** The mean of finite numbers. */
  readonly mean: number | null;
  /** How many different texts or booleans there are; null of others, and beyond 10,000. */
  readonly distinct: number | null;
  /** The most frequent texts or booleans, each at most 100 characters long. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** How long lists, or bytes, are. */
  readonly lengths:
    | { readonly least: number; readonly greatest: number; readonly mean: number }
    | null;
  /** The first values, as text. */
  readonly first: readonly string[];
}

/** Different texts that are counted, that are given, and the characters of each. */
const [MOST_DISTINCT, MOST_TOP, MOST_CHARACTERS] = [10_000, 5, 100];

/** Takes values one by one. What lists hold is taken for the values, their lengths are kept too. */
export class ValuesCounter {
  readonly #isMissing: ((value: unknown) => boolean) | null;
  readonly #firstCount: number;
  readonly #first: string[] = [];
  readonly #counts = new Map<string, number>();
  #looked = 0;
  #missing = 0;
  #low: number | bigint | Date | null = null;
  #high: number | bigint | Date | null = null;
  #sum = 0;
  #numbers = 0;
  #tooMany = false;
  #lists = 0;
  #listSum = 0;
  #listLow = Infinity;
  #listHigh = 0;

  /**
   * @param firstCount how many of the first values are kept
   * @param isMissing says which values stand for none, beside null and NaN
   */
  constructor(firstCount: number, isMissing: ((value: unknown) => boolean) | null = null) {
    this.#firstCount = firstCount;
    this.#isMissing = isMissing;
  }

  /** Takes a value. */
  add(value: unknown): void {
    this.#looked++;
    if (this.#first.length < this.#firstCount) this.#first.push(shownValue(value));
    if (isNone(value) || this.#isMissing?.(value)) this.#missing++;
    else this.#take(value);
  }

  /** Takes numbers, as fast as can be. */
  addNumbers(values: ArrayLike<number>): void {
    let i = 0;
    while (i < values.length && this.#first.length < this.#firstCount) this.add(values[i++]);
    let [low, high, sum, numbers, missing] = [Infinity, -Infinity, 0, 0, 0];
    this.#looked += values.length - i;
    for (; i < values.length; i++) {
      const value = values[i];
      if (value !== value || this.#isMissing?.(value)) missing++;
      else {
        if (value < low) low = value;
        if (value > high) high = value;
        if (value - value === 0) { // finite
          sum += value;
          numbers++;
        }
      }
    }
    this.#missing += missing;
    this.#sum += sum;
    this.#numbers += numbers;
    if (low > high) return;
    this.#extend(low);
    this.#extend(high);
  }

  /** Takes integers of 64 bits, as fast as can be. */
  addBigints(values: BigInt64Array | BigUint64Array): void {
    let i = 0;
    while (i < values.length && this.#first.length < this.#firstCount) this.add(values[i++]);
    if (i === values.length) return;
    if (this.#isMissing !== null) {
      for (; i < values.length; i++) this.add(values[i]);
      return;
    }
    let [low, high, sum] = [values[i], values[i], 0];
    this.#looked += values.length - i;
    this.#numbers += values.length - i;
    for (; i < values.length; i++) {
      const value = values[i];
      if (value < low) low = value;
      if (value > high) high = value;
      sum += Number(value);
    }
    this.#sum += sum;
    this.#extend(low);
    this.#extend(high);
  }

  /** Takes codes for their names, as fast as can be. A code without a name is its number. */
  addCodes(codes: Iterable<number | bigint>, names: ReadonlyMap<number, string>): void {
    const counts = new Map<number | bigint, number>();
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    const nameOf = (code: number | bigint) => names.get(Number(code)) ?? String(code);
    for (const code of codes) {
      if (this.#first.length >= this.#firstCount) break;
      this.#first.push(this.#isMissing?.(code) ? "–" : nameOf(code));
    }
    for (const [code, count] of counts) {
      this.#looked += count;
      if (this.#isMissing?.(code)) this.#missing += count;
      else this.#text(nameOf(code), count);
    }
  }

  /** What was found. */
  summary(): ValuesSummary {
    const top = [...this.#counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_TOP);
    const counted = this.#counts.size > 0 && !this.#tooMany;
    return {
      looked: this.#looked,
      missing: this.#missing,
      least: plainValue(this.#low),
      greatest: plainValue(this.#high),
      mean: this.#numbers === 0 ? null : this.#sum / this.#numbers,
      distinct: counted ? this.#counts.size : null,
      // Where nearly each has its own there is no most frequent one.
      top: counted ? top.map(([value, count]) => ({ value, count })) : [],
      lengths: this.#lists === 0 ? null : {
        least: this.#listLow,
        greatest: this.#listHigh,
        mean: this.#listSum / this.#lists,
      },
      first: this.#first,
    };
  }

  #take(value: unknown): void {
    if (typeof value === "number") this.#number(value);
    else if (typeof value === "bigint") {
      this.#extend(value);
      this.#sum += Number(value);
      this.#numbers++;
    } else if (value instanceof Date) this.#extend(value);
    else if (typeof value === "string" || typeof value === "boolean") this.#text(String(value));
    else if (value instanceof Uint8Array) this.#length(value.length);
    else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      const list = value as unknown as ArrayLike<unknown>;
      this.#length(list.length);
      for (let i = 0; i < list.length; i++) if (!isNone(list[i])) this.#take(list[i]);
    }
  }

  #number(value: number): void {
    this.#extend(value);
    if (!Number.isFinite(value)) return;
    this.#sum += value;
    this.#numbers++;
  }

  #extend(value: number | bigint | Date): void {
    if (this.#low === null || value < this.#low) this.#low = value;
    if (this.#high === null || value > this.#high) this.#high = value;
  }

  #text(text: string, count = 1): void {
    if (this.#tooMany) return;
    const key = text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    this.#tooMany = this.#counts.size > MOST_DISTINCT;
  }

  #length(length: number): void {
    this.#lists++;
    this.#listSum += length;
    this.#listLow = Math.min(this.#listLow, length);
    this.#listHigh = Math.max(this.#listHigh, length);
  }
}

/** A number or a time as JSON can hold it, without a loss. */
export function plainValue(value: number | bigint | Date | null): number | string | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}

/** A value as a line shows it: short. */
function shownValue(value: unknown): string {
  if (isNone(value)) return "–";
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(5)));
  }
  if (value instanceof Date) {
    return value.toISOString().replace("T", " ").replace(/(?:\.000)?Z$/, "").replace(
      / 00:00:00$/,
      "",
    );
  }
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== "object") return cut(String(value));
  const list = ArrayBuffer.isView(value) ? Array.from(value as never) : value;
  return cut(JSON.stringify(list, (_, one) => shownInside(one)) ?? "");
}

function shownInside(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(5));
  return typeof value === "bigint" ? Number(value) : value;
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) ||
    (value instanceof Date && Number.isNaN(value.getTime()));
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
