/**
 * Names and colours of the entities of an IGES file.
 *
 * @module
 */
import type { Colour } from "../../brep.ts";
import type { IgesEntity } from "./iges_entities.ts";
import { integerOf, numberOf } from "./iges_tokens.ts";

type Entities = ReadonlyMap<number, IgesEntity>;

/** The colours of the standard by their numbers: none, then black to white. */
const COLOURS: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [0, 0, 0],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [1, 0, 1],
  [0, 1, 1],
  [1, 1, 1],
];

/** What an entity is called: by its name property (type 406, form 15), else by its label. */
export function igesName(entities: Entities, { label, parameters }: IgesEntity): string | null {
  for (const number of propertiesOf(parameters)) {
    const property = entities.get(number);
    if (property?.type !== 406 || property.form !== 15) continue;
    const name = property.parameters[1];
    if (name?.isString && name.text.trim() !== "") return name.text.trim();
  }
  return label;
}

/** The colour of an entity, or null. */
export function igesColour(entities: Entities, { colour }: IgesEntity): Colour | null {
  if (colour > 0) return colourOf(COLOURS[colour]);
  const definition = entities.get(-colour);
  if (colour === 0 || definition?.type !== 314) return null;
  // In hundredths.
  return colourOf(definition.parameters.slice(0, 3).map((token) => numberOf(token) / 100));
}

function colourOf(rgb: readonly number[] | undefined): Colour | null {
  if (rgb === undefined || rgb.length < 3 || !rgb.every((x) => x >= 0 && x <= 1)) return null;
  const [red, green, blue] = rgb;
  return { red, green, blue, opacity: 1 };
}

/**
 * The numbers of an entity's properties. They stand behind its own parameters, whose number its
 * type tells, as the second of two lists with their lengths in front: the last that fits counts.
 */
function propertiesOf(parameters: IgesEntity["parameters"]): number[] {
  for (let at = parameters.length - 1; at > 0; at--) {
    const count = integerOf(parameters[at - 1]);
    if (count !== parameters.length - at || count === 0) continue;
    return parameters.slice(at).map(integerOf);
  }
  return [];
}
