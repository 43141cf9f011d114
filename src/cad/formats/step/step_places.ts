/**
 * The places of bodies, by the kernel and by the file's text.
 *
 * @module
 */
import type { Body, Instance, Transform } from "../../brep.ts";
import { PlacementConflict } from "../../errors.ts";
import type { IdentifiedBody } from "./step_identity.ts";
import type { StepProducts } from "./step_assembly.ts";
import { inUnit, isSamePlace } from "../../assembly/same_place.ts";
import { type TextPlace, textPlaces } from "./text_places.ts";

/**
 * Compares each instance that the kernel has found with what the text says. Where they differ on a
 * part that is scaled or mirrored, the text decides: the kernel's reader inverts scales and leaves
 * mirrors out. Of bodies that no product has the text says nothing.
 *
 * @param unit millimetres in the unit of the bodies' coordinates
 * @throws {PlacementConflict} where they differ on anything else
 */
export function agreeOnPlaces(
  products: StepProducts,
  identified: readonly IdentifiedBody[],
  unit: number,
): IdentifiedBody[] {
  const places = textPlaces(products, identified);
  return identified.map((found, index) => {
    if (places[index].length === 0) return found;
    const own = places[index].map((place) => ({
      ...place,
      transform: inUnit(place.transform, unit),
    }));
    const instances = agreed(found.body, own);
    return instances === null ? found : { ...found, body: { ...found.body, instances } };
  });
}

/** The instances of a body as the text has them; null where the kernel has the same. */
function agreed(body: Body, places: readonly TextPlace[]): Instance[] | null {
  const { instances } = body;
  const said = new Places(places), found = new Places(instances);
  const wrong = instances.map(({ transform }) => !said.has(transform));
  const missing: TextPlace[] = [];
  for (const place of places) {
    if (found.has(place.transform)) continue;
    if (!missing.some(({ transform }) => isSamePlace(transform, place.transform))) {
      missing.push(place);
    }
  }
  const count = wrong.filter((isWrong) => isWrong).length;
  if (count === 0 && missing.length === 0) return null;
  const isKnownFault = missing.every(({ isScaledOrMirrored }) => isScaledOrMirrored);
  if (!isKnownFault || count > missing.length) throw conflict(body, count, missing.length);
  const left = missing.map(({ transform }) => transform);
  const corrected = instances.map((instance, i): Instance =>
    wrong[i] ? { ...instance, transform: left.shift()! } : instance
  );
  // The kernel takes two instances for one where nothing but a mirror tells them apart.
  const { path } = instances[instances.length - 1];
  return [...corrected, ...left.map((transform): Instance => ({ transform, path }))];
}

function conflict(body: Body, found: number, said: number): PlacementConflict {
  const name = body.name === null ? "" : ` ('${body.name}')`;
  return new PlacementConflict(
    `Cannot place body ${body.index}${name}: the file's text and the kernel must agree on where ` +
      `it stands, and ${said} places of the text and ${found} of the kernel's ` +
      `${body.instances.length} are not the other's. Export the assembly again.`,
    { data: { body: body.index, name: body.name, said, found } },
  );
}

/** Transforms to be found in; both lists mostly come in the same order. */
class Places {
  readonly #all: readonly { readonly transform: Transform | null }[];
  #next = 0;

  constructor(all: readonly { readonly transform: Transform | null }[]) {
    this.#all = all;
  }

  has(transform: Transform | null): boolean {
    const { length } = this.#all;
    for (let i = 0; i < length; i++) {
      const at = (this.#next + i) % length;
      if (!isSamePlace(this.#all[at].transform, transform)) continue;
      this.#next = at + 1;
      return true;
    }
    return false;
  }
}
