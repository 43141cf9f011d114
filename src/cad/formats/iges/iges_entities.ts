/**
 * The entities of an IGES file: their directory, and their parameters.
 *
 * @module
 */
import { MalformedIges, NonFiniteCoordinates } from "../../errors.ts";
import type { IgesLines } from "./iges_lines.ts";
import { type Delimiters, igesRecord, type IgesToken, isNumeral, numberOf } from "./iges_tokens.ts";

/** One entity. */
export interface IgesEntity {
  /** Its number: that of its first line in the directory, odd, from 1. */
  readonly number: number;
  /** Its type, such as 144 for a trimmed surface. */
  readonly type: number;
  /** Its form, which tells kinds of a type apart. */
  readonly form: number;
  /** The number of the entity that places it; 0 for none. */
  readonly transform: number;
  /** A colour of the standard from 1 to 8, 0 for none, or minus the number of a colour. */
  readonly colour: number;
  /** The label, with its subscript: up to eight characters, and a number; or null. */
  readonly label: string | null;
  /** Its parameters, without the type in front. */
  readonly parameters: readonly IgesToken[];
}

/** Columns that a line has for parameters; the number of their entity is behind them. */
const WIDTH = 64;
/** Columns of a field. */
const FIELD = 8;
/** Types that are no geometry, which may have what they like for parameters. */
const FREE_TYPES: ReadonlySet<number> = new Set([0, 302, 304, 306, 312, 314, 316, 320, 322, 416]);

/**
 * Reads all entities, by their numbers.
 *
 * @throws {MalformedIges} where directory and parameters do not fit each other
 * @throws {NonFiniteCoordinates} where a number is not finite
 */
export function igesEntities(
  lines: IgesLines,
  delimiters: Delimiters,
): ReadonlyMap<number, IgesEntity> {
  const entities = new Map<number, IgesEntity>();
  for (let i = 0; i < lines.D.length; i += 2) {
    const number = i + 1, line = lines.firstLine.D + i;
    const [first, second] = [lines.D[i], lines.D[i + 1]];
    const field = (text: string, index: number) =>
      integerField(text.slice(index * FIELD, (index + 1) * FIELD), number, line);
    const type = field(first, 0);
    if (field(second, 0) !== type) {
      throw malformed(number, line, "both its lines in the directory must name one type");
    }
    if (type === 0) continue; // a null entity: deleted
    entities.set(number, {
      number,
      type,
      form: field(second, 4),
      transform: field(first, 6),
      colour: field(second, 2),
      label: labelOf(second),
      parameters: parametersOf(lines, delimiters, number, type, field(first, 1)),
    });
  }
  return entities;
}

/** The parameters of an entity, from a line on and as far as lines are said to be its own. */
function parametersOf(
  { P, firstLine }: IgesLines,
  delimiters: Delimiters,
  number: number,
  type: number,
  from: number,
): readonly IgesToken[] {
  const line = firstLine.P + from - 1;
  if (from < 1 || from > P.length) {
    throw malformed(number, firstLine.D + number - 1, `its parameters must be in the file`);
  }
  const isOwn = (at: number) => at < P.length && Number(P[at].slice(WIDTH).trim()) === number;
  if (!isOwn(from - 1)) {
    throw malformed(number, line, "the line where its parameters begin must name it");
  }
  let text = "";
  for (let at = from - 1; isOwn(at); at++) text += P[at].slice(0, WIDTH);
  const record = igesRecord(text, delimiters, WIDTH);
  if ("fault" in record) {
    throw malformed(number, line, `its parameters must end, and ${record.fault}`);
  }
  const [own, ...parameters] = record.tokens;
  if (own.isString || Number(own.text) !== type) {
    throw malformed(number, line, `its parameters must begin with its type, ${type}`);
  }
  if (FREE_TYPES.has(type) || type >= 5000) return parameters;
  for (const token of parameters) {
    if (token.isString || token.text === "") continue;
    // Properties and annotations have logical values too.
    if (!isNumeral(token.text)) {
      if (type >= 200 && type < 500) continue;
      if (/^[-+]?(nan|inf)/i.test(token.text)) throw notFinite(number, type, line, token.text);
      throw malformed(number, line, `its parameters must be numbers (${token.text})`);
    }
    if (!Number.isFinite(numberOf(token))) throw notFinite(number, type, line, token.text);
  }
  return parameters;
}

function labelOf(second: string): string | null {
  const label = second.slice(7 * FIELD, 8 * FIELD).trim();
  const subscript = second.slice(8 * FIELD, 9 * FIELD).trim();
  if (label === "") return null;
  return subscript === "" || subscript === "0" ? label : `${label}(${subscript})`;
}

function integerField(text: string, number: number, line: number): number {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  if (/^[-+]?\d+$/.test(trimmed)) return Number(trimmed);
  throw malformed(number, line, `its fields in the directory must be integers (${trimmed})`);
}

function malformed(number: number, line: number, rule: string): MalformedIges {
  return new MalformedIges(
    `Cannot read the file: of entity D${number} ${rule}, and is not so (line ${line}). Export it ` +
      "again.",
    { data: { entity: number, line } },
  );
}

function notFinite(number: number, type: number, line: number, text: string): Error {
  return new NonFiniteCoordinates(
    `Cannot read the file: its numbers must be finite, found ${text} in entity D${number} of ` +
      `type ${type} (line ${line}). Export it again.`,
    { data: { id: number, type, text, line } },
  );
}
