/**
 * The entities of a STEP file as values, each read when it is first asked for.
 *
 * @module
 */
import type { NameEncoding } from "./name_encoding.ts";
import type { StepIndex } from "./step_index.ts";
import { MAX_DEPTH } from "./step_scan.ts";
import { type StepToken, stepTokens } from "./step_tokens.ts";

/** One parameter of an entity. */
export type StepValue =
  /** A list, or a typed value's parentheses: `LENGTH_MEASURE(25.4)` without its name. */
  | { readonly kind: "list"; readonly items: readonly StepValue[] }
  | StepToken;

/** One entity: the parameters of its type; of a complex entity, those of each of its types. */
interface StepEntity {
  readonly id: number;
  readonly parts: ReadonlyMap<string, readonly StepValue[]>;
}

/** Reads entities by number and by type. */
export class StepEntities {
  readonly #bytes: Uint8Array;
  readonly #index: StepIndex;
  readonly #encoding: NameEncoding | null;
  readonly #read = new Map<number, StepEntity | null>();

  /** @param encoding that of strings; null for what each one looks like */
  constructor(bytes: Uint8Array, index: StepIndex, encoding: NameEncoding | null = null) {
    this.#bytes = bytes;
    this.#encoding = encoding;
    this.#index = index;
  }

  /** The entity of a number; null where there is none. */
  get(id: number | null): StepEntity | null {
    if (id === null) return null;
    let entity = this.#read.get(id);
    if (entity === undefined) {
      const range = this.#index.range(id);
      const bytes = range === null ? null : this.#bytes.subarray(range.start, range.end);
      entity = bytes === null
        ? null
        : { id, parts: entityParts(stepTokens(bytes, this.#encoding)) };
      this.#read.set(id, entity);
    }
    return entity;
  }

  /**
   * The entities of a type, in the order of the file. In a damaged file a type may stand in an
   * entity without the parentheses of its parameters: that is none of it.
   */
  ofType(type: string): StepEntity[] {
    return this.#index.ofType(type).flatMap((id) => {
      const entity = this.get(id);
      return entity?.parts.has(type) ? [entity] : [];
    });
  }

  /**
   * The parameters of an entity of one of these types; null where it is of none.
   *
   * @example A placement's origin
   * ```ts ignore
   * const [name, location] = entities.parameters(12, "AXIS2_PLACEMENT_3D") ?? [];
   * ```
   */
  parameters(id: number | null, ...types: readonly string[]): readonly StepValue[] | null {
    const parts = this.get(id)?.parts;
    if (parts === undefined) return null;
    const type = types.find((type) => parts.has(type));
    return type === undefined ? null : parts.get(type)!;
  }
}

/** The number that a parameter refers to; null where it is no reference. */
export function refOf(value: StepValue | undefined): number | null {
  return value?.kind === "reference" ? value.id : null;
}

/** The numbers that a list refers to. */
export function refsOf(value: StepValue | undefined): number[] {
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => item.kind === "reference" ? [item.id] : []);
}

/** The text of a string parameter, without the space around it; null for an empty one or none. */
export function textOf(value: StepValue | undefined): string | null {
  const text = value?.kind === "string" ? value.text.trim() : "";
  return text === "" ? null : text;
}

/** The number of a parameter, written plainly or with its type; null where it is none. */
export function numberOf(value: StepValue | undefined): number | null {
  if (value?.kind === "list") return value.items.length === 1 ? numberOf(value.items[0]) : null;
  if (value?.kind !== "other") return null;
  const number = Number(value.text);
  return Number.isFinite(number) ? number : null;
}

/** The numbers of a list. */
export function numbersOf(value: StepValue | undefined): number[] {
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => numberOf(item) ?? []);
}

function entityParts(tokens: readonly StepToken[]): Map<string, readonly StepValue[]> {
  const parts = new Map<string, readonly StepValue[]>();
  const complex = isMark(tokens[0], "(");
  const values = readValues(tokens, complex ? 1 : 0);
  for (let i = 0; i + 1 < values.length; i++) {
    const [name, list] = [values[i], values[i + 1]];
    if (name.kind !== "other" || list.kind !== "list") continue;
    if (!parts.has(name.text)) parts.set(name.text, list.items);
    if (!complex) break;
  }
  return parts;
}

/** Reads the values from a token on, up to the parenthesis that closes them. */
function readValues(tokens: readonly StepToken[], from: number): StepValue[] {
  const stack: StepValue[][] = [[]];
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (isMark(token, ",")) continue;
    if (isMark(token, "(")) {
      // What is nested deeper than anything that means something is read as flat.
      if (stack.length >= MAX_DEPTH) continue;
      stack.push([]);
    } else if (isMark(token, ")")) {
      if (stack.length === 1) break;
      const items = stack.pop()!;
      const outer = stack.at(-1)!;
      // Below the entity's own parentheses, a word before a list is the type of its value.
      if (stack.length > 1 && isWord(outer.at(-1))) outer.pop();
      outer.push({ kind: "list", items });
    } else stack.at(-1)!.push(token);
  }
  while (stack.length > 1) {
    const items = stack.pop()!;
    stack.at(-1)!.push({ kind: "list", items });
  }
  return stack[0];
}

function isMark(token: StepToken | undefined, mark: string): boolean {
  return token?.kind === "other" && token.text === mark;
}

function isWord(value: StepValue | undefined): boolean {
  return value?.kind === "other" && /^[A-Z]/.test(value.text);
}
