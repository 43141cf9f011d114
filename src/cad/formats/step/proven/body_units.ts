/**
 * The units that the numbers of a STEP file's bodies are in.
 *
 * @module
 */
import { representationContext, representationItems, type StepProducts } from "../step_assembly.ts";
import type { StepEntities } from "../text/step_entities.ts";
import { contextAngle, contextLength, contextUncertainty } from "../unit_sizes.ts";
import { LEAST_TOLERANCE } from "./open_edge.ts";
import { Unproven } from "./unproven.ts";

/** The units of one context. Contexts of the same units have the same object. */
export interface Units {
  /** Millimetres in its unit of length. */
  readonly length: number;
  /** Radians in its unit of angle. */
  readonly angle: number;
}

/** Finds the units of each body: those of the contexts of the representations that it is in. */
export class BodyUnits {
  /** The least and the greatest distance that a context of the file calls none, in millimetres. */
  readonly least: number;
  readonly most: number;
  readonly #contexts = new Map<number, Units>();
  /** By item; null for one that is in representations of different units. */
  readonly #items = new Map<number, Units | null>();

  constructor(entities: StepEntities, products: StepProducts) {
    const alike = new Map<string, Units>();
    const stated: number[] = [];
    for (const { id } of entities.ofType("GLOBAL_UNIT_ASSIGNED_CONTEXT")) {
      const length = contextLength(entities, id), angle = contextAngle(entities, id);
      if (angle === null) throw new Unproven("a unit of angle that is not known", id);
      if (length === null) continue;
      const key = `${length} ${angle}`;
      const units = alike.get(key) ?? { length, angle };
      alike.set(key, units);
      this.#contexts.set(id, units);
      const uncertainty = contextUncertainty(entities, id) ?? 1e-4 * length;
      stated.push(Math.max(LEAST_TOLERANCE, uncertainty));
    }
    this.least = Math.min(...stated);
    this.most = Math.max(...stated);
    for (const { representations } of products.parts) {
      for (const id of representations) {
        const units = this.#contexts.get(representationContext(entities, id) ?? -1) ?? null;
        for (const item of representationItems(entities, id)) {
          const known = this.#items.get(item);
          this.#items.set(item, known === undefined || known === units ? units : null);
        }
      }
    }
  }

  /**
   * The units of an item of a representation.
   *
   * @throws {Unproven} where its context states none, or it is in contexts of different units
   */
  of(item: number): Units {
    const units = this.#items.get(item) ?? null;
    if (units !== null) return units;
    throw new Unproven(
      this.#contexts.size === 0 ? "a file without a unit of length" : "a body without a unit",
      item,
    );
  }
}
