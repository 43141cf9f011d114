import { StepEntities } from "../../../src/cad/formats/step/text/step_entities.ts";
import { scanStep } from "../../../src/cad/formats/step/text/step_scan.ts";
import { bytesOf, stepText } from "./step_text.ts";

/** The entities of a STEP file with this data. */
export function entitiesOf(data: string): StepEntities {
  const bytes = bytesOf(stepText(data));
  return new StepEntities(bytes, scanStep(bytes).index);
}

/**
 * A placement `id` with its origin, and its axes where they are given; it takes `id` to `id + 3`.
 */
export function placementText(id: number, origin: string, z = "", x = ""): string {
  const axes = z === "" ? "$,$" : `#${id + 2},#${id + 3}`;
  const directions = z === ""
    ? ""
    : `#${id + 2}=DIRECTION('',(${z}));#${id + 3}=DIRECTION('',(${x}));`;
  return `#${id}=AXIS2_PLACEMENT_3D('',#${id + 1},${axes});` +
    `#${id + 1}=CARTESIAN_POINT('',(${origin}));${directions}`;
}

/** A context `id` whose unit of length, `id + 1`, is the metre with a prefix. */
export const contextText = (id: number, prefix: string): string =>
  `#${id}=(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNIT_ASSIGNED_CONTEXT((#${id + 1}))` +
  `REPRESENTATION_CONTEXT('',''));` +
  `#${id + 1}=(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(${prefix},.METRE.));`;

/** A product with its definition `id` and its representation. */
export const productText = (id: number, name: string, representation: number): string =>
  `#${id}=PRODUCT_DEFINITION('design','',#${id + 1},$);` +
  `#${id + 1}=PRODUCT_DEFINITION_FORMATION('','',#${id + 2});` +
  `#${id + 2}=PRODUCT('${name}-7','${name}','',());` +
  `#${id + 3}=PRODUCT_DEFINITION_SHAPE('','',#${id});` +
  `#${id + 4}=SHAPE_DEFINITION_REPRESENTATION(#${id + 3},#${representation});`;

/**
 * An occurrence `id` of `child` in `parent`, by the item-defined transformation of two placements.
 */
export const occurrenceText = (
  id: number,
  name: string,
  [parent, child]: [number, number],
  [first, second]: [number, number],
  [item1, item2]: [number, number],
): string =>
  `#${id}=NEXT_ASSEMBLY_USAGE_OCCURRENCE('${id}','${name}','',#${parent},#${child},$);` +
  `#${id + 1}=PRODUCT_DEFINITION_SHAPE('','',#${id});` +
  `#${id + 2}=CONTEXT_DEPENDENT_SHAPE_REPRESENTATION(#${id + 3},#${id + 1});` +
  `#${id + 3}=(REPRESENTATION_RELATIONSHIP('','',#${first},#${second})` +
  `REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION(#${
    id + 4
  })SHAPE_REPRESENTATION_RELATIONSHIP());` +
  `#${id + 4}=ITEM_DEFINED_TRANSFORMATION('','',#${item1},#${item2});`;
