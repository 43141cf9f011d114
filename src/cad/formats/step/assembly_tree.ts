/**
 * The assembly of a STEP file, put together from what its text says of products and what the
 * kernel made of their shapes.
 *
 * @module
 */
import { TrunnionError } from "../../../base/errors.ts";
import { type AssemblyNode, type PlacedBody, unnamedRoot } from "../../assembly/assembly.ts";
import type { Transform } from "../../brep.ts";
import type { IdentifiedBody } from "./step_identity.ts";
import type { StepComponent, StepPart, StepProducts } from "./step_assembly.ts";
import type { StepStyles } from "./step_styles.ts";
import { compose } from "../../geometry/transform.ts";
import { inUnit, isSamePlace } from "../../assembly/same_place.ts";

/** Nodes that an assembly may have: the kernel has placed as many bodies by then. */
const MAX_NODES = 2_000_000;

/**
 * Builds the tree of a file's products. Each body stands where the kernel placed it: a product's
 * place, by the file's text, is only used to find which instance of its bodies it holds. Instances
 * that no product's place explains are put at the root, so that none is missing.
 *
 * @param unit millimetres in the unit of the bodies' coordinates
 * @throws {TrunnionError} where products are nested in one another so often that the tree would
 * not fit in memory
 */
export function assemblyTree(
  products: StepProducts,
  identified: readonly IdentifiedBody[],
  styles: StepStyles,
  unit: number,
): AssemblyNode {
  const builder = new TreeBuilder(identified, styles, unit);
  const roots = products.roots
    .filter((part) => builder.holdsBodies(part))
    .map((part) => builder.node(part, null, null));
  const rest = builder.unplaced();
  return roots.length === 1 && rest.length === 0 ? roots[0] : unnamedRoot(rest, roots);
}

class TreeBuilder {
  readonly #bodiesOf = new Map<StepPart, number[]>();
  readonly #identified: readonly IdentifiedBody[];
  readonly #styles: StepStyles;
  readonly #unit: number;
  readonly #placed: Set<number>[];
  readonly #holds = new Map<StepPart, boolean>();
  readonly #path = new Set<StepPart>();
  #nodes = 0;

  constructor(identified: readonly IdentifiedBody[], styles: StepStyles, unit: number) {
    this.#identified = identified;
    this.#styles = styles;
    this.#unit = unit;
    this.#placed = identified.map(() => new Set());
    identified.forEach(({ parts }, index) => {
      for (const part of parts) {
        const known = this.#bodiesOf.get(part);
        if (known === undefined) this.#bodiesOf.set(part, [index]);
        else known.push(index);
      }
    });
  }

  /** Whether there is a body in the part, or in one of its components. */
  holdsBodies(part: StepPart): boolean {
    let known = this.#holds.get(part);
    if (known === undefined) {
      this.#holds.set(part, false); // for a part that is a component of itself
      known = this.#bodiesOf.has(part) ||
        part.components.some((component) => this.holdsBodies(component.part));
      this.#holds.set(part, known);
    }
    return known;
  }

  /** @param outer from the coordinates of the node above to the file's */
  node(part: StepPart, component: StepComponent | null, outer: Transform | null): AssemblyNode {
    if (++this.#nodes > MAX_NODES) {
      throw new TrunnionError(
        `Cannot build the assembly's tree: it may have at most ${MAX_NODES} nodes, found more; ` +
          "its products are nested in one another too often",
        { data: { limit: MAX_NODES } },
      );
    }
    const transform = inUnit(component?.transform ?? null, this.#unit);
    const place = compose(outer, transform);
    this.#path.add(part);
    const children = part.components
      .filter((inner) => !this.#path.has(inner.part))
      .map((inner) => this.node(inner.part, inner, place));
    this.#path.delete(part);
    const colours = this.#styles.occurrences;
    return {
      name: part.name,
      partNumber: part.number,
      occurrence: component?.name ?? null,
      entityId: component?.id ?? part.id,
      transform,
      colour: component === null ? null : colours.get(component.id) ?? null,
      bodies: (this.#bodiesOf.get(part) ?? []).flatMap((body) => this.#instanceAt(body, place)),
      children,
    };
  }

  /** The instances that no node holds. */
  unplaced(): PlacedBody[] {
    return this.#identified.flatMap(({ body }, index) =>
      body.instances.flatMap((_, instance) =>
        this.#placed[index].has(instance) ? [] : [{ body: index, instance }]
      )
    );
  }

  #instanceAt(body: number, place: Transform | null): PlacedBody[] {
    const { instances } = this.#identified[body].body;
    const instance = instances.findIndex(({ transform }) => isSamePlace(transform, place));
    if (instance < 0) return [];
    this.#placed[body].add(instance);
    return [{ body, instance }];
  }
}
