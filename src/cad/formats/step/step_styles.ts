/**
 * The colours of a STEP file.
 *
 * @module
 */
import type { Colour } from "../../brep.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { numberOf, refOf, refsOf, textOf } from "./text/step_value.ts";

/** The colours that a file gives to its entities. */
export interface StepStyles {
  /** By the number of the face, shell, solid, surface model or representation. */
  readonly items: ReadonlyMap<number, Colour>;
  /** By the number of the occurrence: how a component looks in one place. */
  readonly occurrences: ReadonlyMap<number, Colour>;
}

/** The colours that ISO 10303-46 and -101 have names for. */
const NAMED: Readonly<Record<string, readonly [number, number, number]>> = {
  black: [0, 0, 0],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  yellow: [1, 1, 0],
  magenta: [1, 0, 1],
  cyan: [0, 1, 1],
  white: [1, 1, 1],
};

/**
 * Reads the surface colours of a file. Where several styles are given to one entity, the last
 * counts; one that is said to override (`OVER_RIDING_STYLED_ITEM`) counts more.
 */
export function stepStyles(entities: StepEntities): StepStyles {
  const reader = new StyleReader(entities);
  const plain = new Map<number, Colour>();
  const overriding = new Map<number, Colour>();
  const occurrences = new Map<number, Colour>();
  const contexts = occurrenceContexts(entities);
  const isOverriding = "OVER_RIDING_STYLED_ITEM";
  for (const type of ["STYLED_ITEM", isOverriding]) {
    for (const { parts } of entities.ofType(type)) {
      const values = parts.get("STYLED_ITEM") ?? parts.get(type)!;
      const [styles, item] = values.length === 2 ? values : values.slice(1);
      const target = refOf(item);
      if (target === null) continue;
      for (const style of refsOf(styles)) {
        const colour = reader.colour(style);
        if (colour === null) continue;
        const context = refOf(entities.parameters(style, "PRESENTATION_STYLE_BY_CONTEXT")?.[1]);
        const occurrence = context === null ? undefined : contexts.get(context);
        if (occurrence !== undefined) occurrences.set(occurrence, colour);
        else if (context === null) {
          (parts.has(isOverriding) ? overriding : plain).set(target, colour);
        }
      }
    }
  }
  return { items: new Map([...plain, ...overriding]), occurrences };
}

/** Representations that stand for one occurrence of a component, by their numbers. */
function occurrenceContexts(entities: StepEntities): Map<number, number> {
  const contexts = new Map<number, number>();
  for (const { parts } of entities.ofType("SHAPE_DEFINITION_REPRESENTATION")) {
    const [property, used] = parts.get("SHAPE_DEFINITION_REPRESENTATION")!;
    const shape = entities.parameters(refOf(property), "PRODUCT_DEFINITION_SHAPE");
    const [owner, representation] = [refOf(shape?.[2]), refOf(used)];
    if (owner === null || representation === null) continue;
    if (entities.parameters(owner, "NEXT_ASSEMBLY_USAGE_OCCURRENCE") === null) continue;
    contexts.set(representation, owner);
  }
  return contexts;
}

/** Finds the surface colour that a style leads to, each style once. */
class StyleReader {
  readonly #entities: StepEntities;
  readonly #known = new Map<number, Colour | null>();

  constructor(entities: StepEntities) {
    this.#entities = entities;
  }

  /** The colour of a `PRESENTATION_STYLE_ASSIGNMENT`; null where it has none for surfaces. */
  colour(style: number): Colour | null {
    let colour = this.#known.get(style);
    if (colour === undefined) this.#known.set(style, colour = this.#find(style));
    return colour;
  }

  #find(style: number): Colour | null {
    const assignment = this.#entities.parameters(
      style,
      "PRESENTATION_STYLE_ASSIGNMENT",
      "PRESENTATION_STYLE_BY_CONTEXT",
    );
    let filled: Colour | null = null;
    let rendered: Colour | null = null;
    let opacity = 1;
    for (const usage of refsOf(assignment?.[0])) {
      const [, side] = this.#entities.parameters(usage, "SURFACE_STYLE_USAGE") ?? [];
      const [, elements] = this.#entities.parameters(refOf(side), "SURFACE_SIDE_STYLE") ?? [];
      for (const element of refsOf(elements)) {
        filled ??= this.#fill(element);
        const rendering = this.#entities.parameters(
          element,
          "SURFACE_STYLE_RENDERING_WITH_PROPERTIES",
          "SURFACE_STYLE_RENDERING",
        );
        if (rendering === null) continue;
        rendered ??= this.#rgb(refOf(rendering[1]));
        for (const property of refsOf(rendering[2])) {
          const [value] = this.#entities.parameters(property, "SURFACE_STYLE_TRANSPARENT") ?? [];
          opacity = 1 - (numberOf(value) ?? 0);
        }
      }
    }
    const colour = rendered ?? filled;
    return colour === null ? null : { ...colour, opacity };
  }

  #fill(element: number): Colour | null {
    const [area] = this.#entities.parameters(element, "SURFACE_STYLE_FILL_AREA") ?? [];
    const [, fills] = this.#entities.parameters(refOf(area), "FILL_AREA_STYLE") ?? [];
    for (const fill of refsOf(fills)) {
      const [, colour] = this.#entities.parameters(fill, "FILL_AREA_STYLE_COLOUR") ?? [];
      const rgb = this.#rgb(refOf(colour));
      if (rgb !== null) return rgb;
    }
    return null;
  }

  #rgb(id: number | null): Colour | null {
    const values = this.#entities.parameters(id, "COLOUR_RGB");
    if (values !== null) {
      const [red, green, blue] = values.slice(-3).map(numberOf);
      if (red === null || green === null || blue === null) return null;
      return { red, green, blue, opacity: 1 };
    }
    const predefined = this.#entities.parameters(
      id,
      "DRAUGHTING_PRE_DEFINED_COLOUR",
      "PRE_DEFINED_COLOUR",
    );
    const named = NAMED[textOf(predefined?.[0])?.toLowerCase() ?? ""];
    if (named === undefined) return null;
    return { red: named[0], green: named[1], blue: named[2], opacity: 1 };
  }
}
