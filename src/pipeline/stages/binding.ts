/** Where the values of a task's inputs come from. @module */
import type { InjectedKind } from "../tasks/injected.ts";

/** A piece of data: an output of a task, its list of items, or (`task: null`) a flow's input. */
export interface Source {
  readonly task: string | null;
  /** The name of the output or input; null for the task's list of items or encoded files. */
  readonly name: string | null;
}

/** Where an input's value comes from. */
export type Binding =
  | { readonly kind: "injected"; readonly what: InjectedKind }
  /** Bound whole: the first of `from` that has a value. */
  | { readonly kind: "value"; readonly input: string; readonly from: readonly Source[] }
  /** Bound one by one: the first of `from` that is a list. */
  | { readonly kind: "item"; readonly input: string; readonly from: readonly Source[] };
