/** How the parts of a graph fit each other, for the type checker. @module */
import type { Component } from "./component.ts";
import type { JobFunction } from "./function_job.ts";

/** What a graph is composed of: jobs, parts of graphs, and functions that have a name. */
export type Piece = Component | JobFunction;

/** Pieces by the names that they get. */
export type NamedPieces = Readonly<Record<string, Piece>>;

/** What a piece must find among its inputs. */
export type NeedsOf<P> = P extends Component<infer Needs, unknown> ? Needs : unknown;

/** What a piece gives, by the names of its last jobs. */
// deno-lint-ignore no-explicit-any
export type GivesOf<P> = P extends Component<any, infer Gives> ? Gives : any;

/** All types of a union at once. */
export type Together<U> = (U extends unknown ? (one: U) => void : never) extends
  (all: infer I) => void ? I : never;

/** The last of several types. */
export type Last<T extends readonly unknown[]> = T extends readonly [...unknown[], infer L] ? L
  : never;

/**
 * Each piece, where what the one before gives is what it needs; else what it would have to take.
 */
export type Chain<T extends readonly unknown[]> = T extends
  readonly [infer A, infer B, ...infer Rest]
  ? GivesOf<A> extends NeedsOf<B> ? readonly [A, ...Chain<readonly [B, ...Rest]>]
  : readonly [A, Component<GivesOf<A>>, ...Rest]
  : T;
