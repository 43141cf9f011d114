/** What a module consists of, as far as it matters to which task reaches what. @module */

/** A name that a module takes from another one. */
export interface Import {
  readonly specifier: string;
  /** The name there; `*` for the module as a whole, `default`. */
  readonly name: string;
}

/**
 * What may become of a name's value.
 *
 * `fixed`: nothing can change it, as a number or a built schema. `function`: functions and classes
 * change only where something is assigned to them. `flat`: a list, an object or a map of fixed
 * values: code that takes a value out of it cannot change it. `state`: anything else.
 */
export type Nature = "fixed" | "function" | "flat" | "state";

/**
 * What a unit may change of a value: `whole` where the value itself is changed, handed on or kept;
 * `inner` where only what is inside of it is.
 */
export type Hold = "whole" | "inner";

/** A statement that stands at the top of a module, or one declarator of it. */
export interface CodeUnit {
  /** The same for the same code, however it is written. */
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** The names that it declares, and what may become of each. */
  readonly declares: ReadonlyMap<string, Nature>;
  /** Names of the module's top that it may mean: shadowed ones are among them. */
  readonly mentions: ReadonlySet<string>;
  /** Those of `mentions` that are assigned to. */
  readonly assigns: ReadonlySet<string>;
  /** Those of `mentions` whose value may be changed, or handed to code that may change it. */
  readonly holds: ReadonlyMap<string, Hold>;
  /** Whether running it may do more than declare names. Then it counts for every task. */
  readonly acts: boolean;
  /** Modules and files that it names by a literal: `import("./a.ts")`, `new URL("./b", ...)`. */
  readonly files: readonly string[];
  /** Whether it may run code that cannot be seen: `eval`, `import(name)`. */
  readonly opaque: boolean;
}

/** One module. */
export interface ModuleCode {
  readonly units: readonly CodeUnit[];
  /** By local name. */
  readonly imports: ReadonlyMap<string, Import>;
  /** Modules that are imported or exported from, in their order: their own statements run. */
  readonly loads: readonly string[];
  /** By exported name: the local one, or one of another module. */
  readonly exports: ReadonlyMap<string, string | Import>;
  /** Modules of `export * from`. */
  readonly exportsAll: readonly string[];
}
