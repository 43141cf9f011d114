import { UsageError } from "../../base/errors.ts";
import { type Component, isComponent, Parallel, Serial } from "./component.ts";
import { isPlainObject } from "./is_plain_object.ts";
import type { Chain, GivesOf, Last, NamedPieces, NeedsOf, Piece, Together } from "./pieces.ts";
import { asComponent, named } from "./wrap.ts";

/**
 * One piece after the other: each begins with what the one before ended with.
 *
 * @param pieces Jobs, parts or named functions; or one list, or one object of them by their names.
 * @returns a piece; a single one stays what it is
 * @throws UsageError for nothing, and for what cannot be a piece
 *
 * @example
 * ```ts
 * import { parallel, serial, wrap } from "trunnion/graph";
 *
 * const { load, add, square, join } = wrap({
 *   load: (x: number) => ({ x }),
 *   add: () => 1,
 *   square: () => 4,
 *   join: () => "done",
 * });
 * const graph = serial(load, parallel(add, square), join);
 * ```
 */
export function serial<const T extends readonly Piece[]>(
  ...pieces: T & Chain<T>
): Serial<NeedsOf<T[0]>, GivesOf<Last<T>>>;
/** As the other, of a list, or of pieces by their names. */
export function serial(pieces: readonly Piece[] | NamedPieces): Component;
export function serial(...pieces: readonly unknown[]): Component {
  const all = piecesOf("serial", pieces);
  return all.length === 1 ? all[0] : new Serial(all);
}

/**
 * Pieces beside each other: all begin with what was before them, and what follows waits for all.
 *
 * @param pieces Jobs, parts or named functions; or one list, or one object of them by their names.
 * @returns a piece; a single one stays what it is
 * @throws UsageError for nothing, and for what cannot be a piece
 */
export function parallel<const T extends readonly Piece[]>(
  ...pieces: T
): Parallel<Together<NeedsOf<T[number]>>, Together<GivesOf<T[number]>>>;
/** As the other, of a list, or of pieces by their names. */
export function parallel(pieces: readonly Piece[] | NamedPieces): Component;
export function parallel(...pieces: readonly unknown[]): Component {
  const all = piecesOf("parallel", pieces);
  return all.length === 1 ? all[0] : new Parallel(all);
}

function piecesOf(what: "serial" | "parallel", given: readonly unknown[]): Component[] {
  const [first] = given;
  let pieces: readonly Component[];
  if (given.length === 1 && Array.isArray(first)) pieces = first.map(asComponent);
  else if (given.length === 1 && isPlainObject(first) && !isComponent(first)) {
    pieces = Object.entries(first).map(([name, work]) =>
      isComponent(work) && work.kind !== "job" ? work : named(name, work)
    );
  } else pieces = given.map(asComponent);
  if (pieces.length > 0) return [...pieces];
  throw new UsageError(
    `Cannot create a ${what} composition from empty arguments: give it jobs, functions with a ` +
      `name, or an object of them, as in ${what}({ load, count }).`,
  );
}
