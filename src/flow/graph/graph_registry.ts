/** The graphs of a manager, by their names. @module */
import { UsageError } from "../../base/errors.ts";
import { suggestion } from "../../base/suggest.ts";
import type { Component } from "./component.ts";
import { fqName, freeVariant } from "./fq_name.ts";
import { PlacedGraph } from "./placed_graph.ts";

/** The graphs of a manager. */
export class GraphRegistry {
  readonly #graphs = new Map<string, PlacedGraph>();
  /** Who adds the same graph again gets the same name. */
  readonly #added = new WeakMap<object, PlacedGraph>();

  /** Adds a graph; the same one stays what it is, whatever it is called the second time. */
  add(component: Component, name: string | null, variant: string): PlacedGraph {
    const known = this.#added.get(component);
    if (known !== undefined) return known;
    for (const part of [name ?? "", variant]) {
      if (!part.includes("$$")) continue;
      throw new UsageError(`Cannot add a graph: names must not hold '$$', found '${part}'.`);
    }
    const first = new PlacedGraph(component, name, variant);
    const free = freeVariant(variant, (one) => this.#isTaken(first.name!, one));
    const placed = free === variant ? first : new PlacedGraph(component, name, free);
    this.#graphs.set(placed.fqName, placed);
    this.#added.set(component, placed);
    return placed;
  }

  /** The graph that is meant. @throws UsageError where that is not clear */
  find(wanted: string | undefined): PlacedGraph {
    const names = this.names();
    if (names.length === 0) {
      throw new UsageError(
        "Cannot submit: job_map is None or empty, there is no graph. Add one first: addGraph.",
      );
    }
    if (wanted === undefined && names.length === 1) return this.#graphs.get(names[0])!;
    const found = wanted === undefined ? undefined : this.#graphs.get(wanted);
    if (found !== undefined) return found;
    const why = wanted === undefined
      ? "fq_name must be specified when multiple job graphs are available"
      : `Job not found for fq_name: ${wanted}${suggestion(wanted, names)}`;
    throw new UsageError(`Cannot submit: ${why}. There are: ${names.join(", ")}.`, {
      data: { fqName: wanted ?? null, known: names },
    });
  }

  /** The one graph of a name and variant. @throws UsageError where there is none, or several */
  findByName(name: string, variant: string): PlacedGraph {
    const matches = this.namesOf(name, variant);
    if (matches.length === 1) return this.#graphs.get(matches[0])!;
    throw new UsageError(
      matches.length === 0
        ? `Cannot submit: No graph found with name '${name}' and variant '${variant}'` +
          `${suggestion(name, new Set([...this.#graphs.values()].map((one) => one.name!)))}.`
        : `Cannot submit: Multiple matching graphs found: ${matches.join(", ")}. Submit by the ` +
          "fqName of one of them.",
      { data: { name, variant, matches } },
    );
  }

  /** The qualified names of all graphs, in the order in which they came. */
  names(): string[] {
    return [...this.#graphs.keys()];
  }

  /** The qualified names of the graphs that were added under a name and variant. */
  namesOf(name: string, variant: string): string[] {
    return [...this.#graphs.values()].filter((one) => one.name === name && isOf(one, variant))
      .map((one) => one.fqName);
  }

  #isTaken(name: string, variant: string): boolean {
    const prefix = fqName({ graph: name, variant, job: "" }).slice(0, -2);
    return this.names().some((one) => one.startsWith(prefix));
  }
}

/** Whether a graph was added as that variant, or stands beside one that was. */
function isOf({ variant: found }: PlacedGraph, variant: string): boolean {
  return found === variant ||
    found.startsWith(`${variant}_`) && /^\d+$/.test(found.slice(variant.length + 1));
}
