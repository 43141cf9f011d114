/**
 * The products of a STEP file, and where each stands in those that it is a component of.
 *
 * @module
 */
import type { Transform } from "../../brep.ts";
import { compose, invert } from "../../geometry/transform.ts";
import type { StepEntities } from "./text/step_entities.ts";
import { refOf, refsOf, textOf } from "./text/step_value.ts";
import { contextLength } from "./unit_sizes.ts";
import { isSoundPlacement, placement } from "./step_placement.ts";

/** A product, or a shape representation that another one holds a copy of. */
export interface StepPart {
  /** The number of the product's definition, or of the representation. */
  readonly id: number;
  /** The product's name; its id where it has no name. */
  readonly name: string | null;
  /** The product's id: its part number. */
  readonly number: string | null;
  /** The numbers of the shape representations that say what it looks like. */
  readonly representations: ReadonlySet<number>;
  /** The numbers of the solids, shells and surface models in them. */
  readonly items: readonly number[];
  readonly components: readonly StepComponent[];
}

/** A part in another one. */
export interface StepComponent {
  readonly part: StepPart;
  /** The number of the occurrence (`NEXT_ASSEMBLY_USAGE_OCCURRENCE`), or of the mapped item. */
  readonly id: number;
  /** What the occurrence is called: its description, else its name, else its id. */
  readonly name: string | null;
  /** From the part's coordinates to those of what it is in, in mm; null for the identity. */
  readonly transform: Transform | null;
  /**
   * Whether the file says all of that, and in a way that is read. Else what is left out is taken
   * for the identity, and for millimetres.
   */
  readonly isPlaced: boolean;
}

/** What a file says of its products. */
export interface StepProducts {
  /** The parts that are in no other. */
  readonly roots: readonly StepPart[];
  /** All parts, each once. */
  readonly parts: readonly StepPart[];
}

/** A part that is still being put together. */
interface OpenPart extends StepPart {
  readonly representations: Set<number>;
  readonly items: number[];
  readonly components: StepComponent[];
}

/** Reads the products of a file; those without any shape are left out. */
export function stepProducts(entities: StepEntities): StepProducts {
  const definitions = shapeOwners(entities);
  const relations = representationRelations(entities);
  const parts = new Map<number, OpenPart>();
  const part = (definition: number): OpenPart => {
    let known = parts.get(definition);
    if (known === undefined) parts.set(definition, known = newPart(entities, definition));
    return known;
  };
  const owned = new Set([...definitions.representations.values()].flat());
  for (const [definition, representations] of definitions.representations) {
    const { representations: own } = part(definition);
    // What is said to be the same shape is the part's too, unless another product has it.
    for (const id of closure(representations, relations, owned)) own.add(id);
  }
  const inner = new Set<number>();
  for (const { id, parts: types } of entities.ofType("NEXT_ASSEMBLY_USAGE_OCCURRENCE")) {
    const values = types.get("NEXT_ASSEMBLY_USAGE_OCCURRENCE")!;
    const [parent, child] = [refOf(values[3]), refOf(values[4])];
    if (parent === null || child === null || parent === child) continue;
    const place = definitions.placements.get(id)?.(part(parent), part(child)) ?? UNPLACED;
    const name = textOf(values[2]) ?? textOf(values[1]) ?? textOf(values[0]);
    part(parent).components.push({ part: part(child), id, name, ...place });
    inner.add(child);
  }
  const mapped = new MappedParts(entities);
  for (const open of parts.values()) {
    for (const id of open.representations) mapped.addItems(open, id);
  }
  const all = [...parts.values()];
  return { roots: all.filter(({ id }) => !inner.has(id)), parts: [...all, ...mapped.parts()] };
}

const DEFINITIONS = [
  "PRODUCT_DEFINITION",
  "PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS",
] as const;

function newPart(entities: StepEntities, definition: number): OpenPart {
  const [, , formation] = entities.parameters(
    definition,
    "PRODUCT_DEFINITION",
    "PRODUCT_DEFINITION_WITH_ASSOCIATED_DOCUMENTS",
  ) ?? [];
  const [, , product] = entities.parameters(
    refOf(formation),
    "PRODUCT_DEFINITION_FORMATION",
    "PRODUCT_DEFINITION_FORMATION_WITH_SPECIFIED_SOURCE",
  ) ?? [];
  const [number, name] = entities.parameters(refOf(product), "PRODUCT") ?? [];
  return {
    id: definition,
    name: textOf(name) ?? textOf(number),
    number: textOf(number),
    representations: new Set(),
    items: [],
    components: [],
  };
}

type Place = Pick<StepComponent, "transform" | "isPlaced">;

/** Where an occurrence stands of which the file says nothing. */
const UNPLACED: Place = { transform: null, isPlaced: false };

/** Where an occurrence stands, given the part that it is in and the part that it is of. */
type Placement = (parent: StepPart, child: StepPart) => Place;

/** The shape representations of product definitions, and the placements of occurrences. */
function shapeOwners(entities: StepEntities): {
  readonly representations: Map<number, number[]>;
  readonly placements: Map<number, Placement>;
} {
  const representations = new Map<number, number[]>();
  const isDefinition = (id: number) => entities.parameters(id, ...DEFINITIONS) !== null;
  for (const { parts } of entities.ofType("SHAPE_DEFINITION_REPRESENTATION")) {
    const [property, used] = parts.get("SHAPE_DEFINITION_REPRESENTATION")!;
    const owner = propertyOwner(entities, refOf(property)), representation = refOf(used);
    // Occurrences and aspects of a shape have representations too, which are not the product's.
    if (owner === null || representation === null || !isDefinition(owner)) continue;
    const known = representations.get(owner);
    if (known === undefined) representations.set(owner, [representation]);
    else known.push(representation);
  }
  const placements = new Map<number, Placement>();
  for (const { parts } of entities.ofType("CONTEXT_DEPENDENT_SHAPE_REPRESENTATION")) {
    const [relation, property] = parts.get("CONTEXT_DEPENDENT_SHAPE_REPRESENTATION")!;
    const occurrence = propertyOwner(entities, refOf(property));
    if (occurrence === null || placements.has(occurrence)) continue;
    placements.set(
      occurrence,
      (parent, child) => relationTransform(entities, refOf(relation), parent, child),
    );
  }
  return { representations, placements };
}

/** What a `PRODUCT_DEFINITION_SHAPE` is of. */
function propertyOwner(entities: StepEntities, id: number | null): number | null {
  return refOf(entities.parameters(id, "PRODUCT_DEFINITION_SHAPE", "PROPERTY_DEFINITION")?.[2]);
}

/**
 * The transform of a representation relationship: it takes its first item, in the coordinates of
 * its first representation, to the second one. Some programs write the two the other way round,
 * which shows in whose representations they are.
 */
function relationTransform(
  entities: StepEntities,
  id: number | null,
  parent: StepPart,
  child: StepPart,
): Place {
  const [, , first, second] = entities.parameters(id, "REPRESENTATION_RELATIONSHIP") ??
    entities.parameters(id, "SHAPE_REPRESENTATION_RELATIONSHIP") ?? [];
  const [operator] =
    entities.parameters(id, "REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION")?.slice(-1) ?? [];
  const [from, to] = [refOf(first), refOf(second)];
  const has = (part: StepPart, id: number | null) => id !== null && part.representations.has(id);
  const isForth = has(child, from) && has(parent, to);
  const isBack = has(parent, from) && has(child, to);
  const { transform, isPlaced } = itemTransform(entities, refOf(operator), from, to);
  return {
    transform: isBack && !isForth ? invert(transform) : transform,
    isPlaced: isPlaced && (isForth || isBack),
  };
}

function itemTransform(
  entities: StepEntities,
  operator: number | null,
  from: number | null,
  to: number | null,
): Place {
  const items = entities.parameters(operator, "ITEM_DEFINED_TRANSFORMATION");
  if (items === null) {
    return {
      transform: placement(entities, operator, lengthOf(entities, to)),
      isPlaced: isStated(entities, operator, to),
    };
  }
  return fromTo(entities, [refOf(items[2]), from], [refOf(items[3]), to]);
}

/** An entity that is a placement, and the representation whose unit it is written in. */
type Written = readonly [placement: number | null, representation: number | null];

/** What takes one placement to another one. */
function fromTo(entities: StepEntities, start: Written, end: Written): Place {
  const [first, last] = [start, end].map(([id, representation]) =>
    placement(entities, id, lengthOf(entities, representation))
  );
  return {
    transform: compose(last, invert(first)),
    isPlaced: isStated(entities, ...start) && isStated(entities, ...end),
  };
}

/** Whether the file says all of a placement: its unit too. */
function isStated(entities: StepEntities, id: number | null, representation: number | null) {
  const context = representationContext(entities, representation);
  return isSoundPlacement(entities, id) && contextLength(entities, context) !== null;
}

/** Representations by those that are said to be the same shape, without being moved. */
function representationRelations(entities: StepEntities): Map<number, number[]> {
  const relations = new Map<number, number[]>();
  const link = (a: number, b: number) => {
    const known = relations.get(a);
    if (known === undefined) relations.set(a, [b]);
    else known.push(b);
  };
  for (const { parts } of entities.ofType("SHAPE_REPRESENTATION_RELATIONSHIP")) {
    if (parts.has("REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION")) continue;
    const values = parts.get("REPRESENTATION_RELATIONSHIP") ??
      parts.get("SHAPE_REPRESENTATION_RELATIONSHIP")!;
    const [a, b] = [refOf(values[2]), refOf(values[3])];
    if (a === null || b === null) continue;
    link(a, b);
    link(b, a);
  }
  return relations;
}

/** The representations that can be reached from `start`, but for those that end the way. */
function closure(
  start: readonly number[],
  relations: ReadonlyMap<number, readonly number[]>,
  ends: ReadonlySet<number>,
): Set<number> {
  const reached = new Set(start);
  // A set that grows while it is walked through is walked through to its new end.
  for (const id of reached) {
    for (const other of relations.get(id) ?? []) if (!ends.has(other)) reached.add(other);
  }
  return reached;
}

/** The items of representations, those of mapped ones as parts of their own. */
class MappedParts {
  readonly #entities: StepEntities;
  readonly #parts = new Map<number, OpenPart>();

  constructor(entities: StepEntities) {
    this.#entities = entities;
  }

  parts(): OpenPart[] {
    return [...this.#parts.values()];
  }

  addItems(part: OpenPart, representation: number): void {
    for (const item of representationItems(this.#entities, representation)) {
      const [, map, target] = this.#entities.parameters(item, "MAPPED_ITEM") ?? [];
      if (map === undefined) {
        part.items.push(item);
        continue;
      }
      const [origin, mapped] = this.#entities.parameters(refOf(map), "REPRESENTATION_MAP") ?? [];
      const source = refOf(mapped);
      if (source === null) continue;
      const { part: inner, isNew } = this.#part(source);
      const place = fromTo(this.#entities, [refOf(origin), source], [
        refOf(target),
        representation,
      ]);
      part.components.push({ part: inner, id: item, name: inner.name, ...place });
      if (isNew) this.addItems(inner, source);
    }
  }

  #part(representation: number): { part: OpenPart; isNew: boolean } {
    const known = this.#parts.get(representation);
    if (known !== undefined) return { part: known, isNew: false };
    const name = textOf(representationParameters(this.#entities, representation)?.[0]);
    const part = {
      id: representation,
      name,
      number: null,
      representations: new Set([representation]),
      items: [],
      components: [],
    };
    this.#parts.set(representation, part);
    return { part, isNew: true };
  }
}

/** The first three parameters of a representation: name, items, context. */
function representationParameters(entities: StepEntities, id: number | null) {
  const parts = entities.get(id)?.parts;
  if (parts === undefined) return null;
  if (parts.size === 1) return [...parts.values()][0];
  return parts.get("REPRESENTATION") ?? null;
}

/** The items of a representation. */
export function representationItems(entities: StepEntities, id: number): number[] {
  return refsOf(representationParameters(entities, id)?.[1]);
}

/** The context of a representation, which says what units its numbers are in. */
export function representationContext(entities: StepEntities, id: number | null): number | null {
  return refOf(representationParameters(entities, id)?.[2]);
}

/** Without a unit the kernel takes numbers for millimetres, and so do we. */
function lengthOf(entities: StepEntities, representation: number | null): number {
  return contextLength(entities, representationContext(entities, representation)) ?? 1;
}
