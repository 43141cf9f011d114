/** What job graphs are composed of. @module */
import { INSPECT } from "../../base/inspect.ts";
import { JUPYTER_DISPLAY } from "../../base/jupyter_display.ts";
import { graphBundle, graphText } from "./graph_page.ts";

/**
 * A part of a job graph: a job, a series of parts, or parts beside each other. `Needs` is what its
 * first jobs must find among their inputs, `Gives` what its last jobs put out, by their names.
 */
// deno-lint-ignore no-explicit-any
export interface Component<Needs = any, Gives = any> {
  /** What kind of part it is. */
  readonly kind: "job" | "serial" | "parallel";
  /**
   * For inference alone; never there at run time.
   *
   * @internal
   */
  readonly types?: { readonly needs: (needs: Needs) => void; readonly gives: Gives };
}

/** Parts that follow each other: what ends one is the input of what begins the next. */
// deno-lint-ignore no-explicit-any
export class Serial<Needs = any, Gives = any> implements Component<Needs, Gives> {
  /** What kind of part it is. */
  readonly kind = "serial";
  /** @internal */
  declare readonly types?: { readonly needs: (needs: Needs) => void; readonly gives: Gives };
  /** In their order; a series in a series is the same series. */
  readonly parts: readonly Component[];

  /** Made by {@linkcode serial}. */
  constructor(parts: readonly Component[]) {
    this.parts = parts.flatMap((part) => part instanceof Serial ? part.parts : [part]);
  }

  /** What a notebook shows: its jobs, and what each comes after. */
  [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    return graphBundle(this);
  }

  /** What `console.log` writes: `load >> (add | square) >> sum`. */
  [INSPECT](): string {
    return graphText(this);
  }
}

/** Parts beside each other: they begin and end together. */
// deno-lint-ignore no-explicit-any
export class Parallel<Needs = any, Gives = any> implements Component<Needs, Gives> {
  /** What kind of part it is. */
  readonly kind = "parallel";
  /** @internal */
  declare readonly types?: { readonly needs: (needs: Needs) => void; readonly gives: Gives };
  /** In their order; parts beside parts that are beside each other are one. */
  readonly parts: readonly Component[];

  /** Made by {@linkcode parallel}. */
  constructor(parts: readonly Component[]) {
    this.parts = parts.flatMap((part) => part instanceof Parallel ? part.parts : [part]);
  }

  /** What a notebook shows: its jobs, and what each comes after. */
  [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    return graphBundle(this);
  }

  /** What `console.log` writes: `load >> (add | square) >> sum`. */
  [INSPECT](): string {
    return graphText(this);
  }
}

/** Whether something is a part already. */
export function isComponent(found: unknown): found is Component {
  return found instanceof Serial || found instanceof Parallel ||
    typeof found === "object" && found !== null && (found as Component).kind === "job";
}
