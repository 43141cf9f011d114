/** Jobs and graphs that several tests of job graphs take. @module */
import { type Component, job, serial, wrap } from "../../../graph.ts";

/** What is wrong on purpose, or comes out of a graph whose types nobody needs. */
// deno-lint-ignore no-explicit-any
export type Any = any;

/** A graph of one job of that name. */
export function named(name: string, work: Any, options = {}): Component {
  return Object.assign(job(work, options), { name });
}

/** A graph of one job that divides 1 by its parameter, and refuses 0. */
export const divide = (): Component =>
  named("divide", (d: number) => {
    if (d === 0) throw new Error("division by zero");
    return 1 / d;
  });

/** A graph of one job that fails. */
export const boom = (): Component =>
  named("bad", () => {
    throw new Error("boom");
  });

/** A chain of two fresh jobs. */
export function chain(): Component {
  const { a, b } = wrap({ a: () => "a", b: () => "b" });
  return serial(a, b);
}
