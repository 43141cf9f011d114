import { UsageError } from "../../base/errors.ts";
import { type Component, isComponent, Parallel, Serial } from "./component.ts";
import type { JobFunction } from "./function_job.ts";
import { isPlainObject } from "./is_plain_object.ts";
import { asComponent, named } from "./wrap.ts";

/** What a graph is composed of: jobs, parts of graphs, and functions that have a name. */
export type Piece = Component | JobFunction;

type NeedsOf<P> = P extends Component<infer Needs, unknown> ? Needs : unknown;
// deno-lint-ignore no-explicit-any
type GivesOf<P> = P extends Component<any, infer Gives> ? Gives : any;
type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? I
  : never;
type Last<T extends readonly unknown[]> = T extends readonly [...unknown[], infer L] ? L : never;

/** Each piece, where what the one before gives is what it needs; else what it would have to take. */
export type Chain<T extends readonly unknown[]> = T extends
  readonly [infer A, infer B, ...infer Rest]
  ? GivesOf<A> extends NeedsOf<B> ? readonly [A, ...Chain<readonly [B, ...Rest]>]
  : readonly [A, Component<GivesOf<A>>, ...Rest]
  : T;

/** Pieces by the names that they get. */
type Named = Readonly<Record<string, Piece>>;

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
export function serial(pieces: readonly Piece[] | Named): Component;
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
): Parallel<Intersection<NeedsOf<T[number]>>, Intersection<GivesOf<T[number]>>>;
export function parallel(pieces: readonly Piece[] | Named): Component;
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
