/**
 * The layers of a STEP file.
 *
 * @module
 */
import type { StepEntities } from "./text/step_entities.ts";
import { refOf, refsOf, textOf } from "./text/step_value.ts";

/**
 * The names of the layers that each item is on, in the order of the file, by the item's number.
 * Where a style is on a layer, what it is a style of is. Layers without a name are left out.
 */
export function stepLayers(entities: StepEntities): Map<number, readonly string[]> {
  const layers = new Map<number, string[]>();
  for (const { parts } of entities.ofType("PRESENTATION_LAYER_ASSIGNMENT")) {
    const [name, , items] = parts.get("PRESENTATION_LAYER_ASSIGNMENT")!;
    const layer = textOf(name);
    if (layer === null) continue;
    for (const id of refsOf(items)) {
      const item = styledItem(entities, id) ?? id;
      const known = layers.get(item);
      if (known === undefined) layers.set(item, [layer]);
      else if (!known.includes(layer)) known.push(layer);
    }
  }
  return layers;
}

/** What a style is of; null for another entity. */
function styledItem(entities: StepEntities, id: number): number | null {
  const values = entities.parameters(id, "STYLED_ITEM", "OVER_RIDING_STYLED_ITEM");
  // A complex entity has its name elsewhere.
  return refOf(values?.[values.length === 2 ? 1 : 2]);
}
