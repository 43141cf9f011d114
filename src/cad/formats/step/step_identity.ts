/**
 * What a STEP file calls its bodies, and the layers and colours that it shows them in.
 *
 * @module
 */
import type { Body, Brep, Colour, Face } from "../../brep.ts";
import type { StepEntities } from "./text/step_entities.ts";
import type { StepPart, StepProducts } from "./step_assembly.ts";
import { stepLayers } from "./step_layers.ts";
import type { StepStyles } from "./step_styles.ts";
import {
  type FaceHolder,
  faceHolders,
  overusedEdges,
  representationName,
} from "./step_topology.ts";

/** A body, and the parts that have it. */
export interface IdentifiedBody {
  readonly body: Body;
  readonly parts: readonly StepPart[];
}

/**
 * Gives bodies their names, layers, colours and entity numbers. A body is found by the entity
 * numbers of its faces, which say in which solid or shell they are; where they are in several, the
 * one that most of them are in counts.
 */
export function identifyBodies(
  bodies: readonly Body[],
  entities: StepEntities,
  products: StepProducts,
  styles: StepStyles,
): IdentifiedBody[] {
  const holders = faceHolders(entities);
  const owners = itemOwners(products), layers = stepLayers(entities);
  const found = bodies.map((body) => {
    const holder = commonHolder(body, holders);
    const parts = holder === null
      ? []
      : owners.get(holder.item ?? -1) ?? owners.get(holder.shell) ?? [];
    return { body, holder, parts };
  });
  const bodiesOfPart = new Map<StepPart, number>();
  for (const part of found.flatMap(({ parts }) => parts)) {
    bodiesOfPart.set(part, (bodiesOfPart.get(part) ?? 0) + 1);
  }
  return found.map(({ body, holder, parts }) => {
    const product = parts.find(({ name }) => name !== null) ?? null;
    const own = holder === null
      ? null
      : representationName(entities, holder.isSolid ? holder.item : holder.shell) ??
        representationName(entities, holder.item);
    const isWhole = product !== null && bodiesOfPart.get(product) === 1;
    const colour = bodyColour(holder, parts, styles);
    return {
      body: {
        ...body,
        name: isWhole ? product.name : own ?? product?.name ?? null,
        product: product?.name ?? null,
        entityId: holder === null ? null : holder.isSolid ? holder.item : holder.shell,
        splitEdges: holder?.isSolid === true && body.kind !== "solid"
          ? overusedEdges(entities, facesOf(holder.item!, holders))
          : 0,
        colour,
        layers: [holder?.item, holder?.shell].flatMap((id) => layers.get(id ?? -1) ?? []),
        brep: colouredBrep(body.brep, colour, styles.items),
      },
      parts,
    };
  });
}

/** The parts that each solid, surface model or shell is an item of. */
function itemOwners({ parts }: StepProducts): Map<number, StepPart[]> {
  const owners = new Map<number, StepPart[]>();
  for (const part of parts) {
    for (const item of part.items) {
      const known = owners.get(item);
      if (known === undefined) owners.set(item, [part]);
      else if (!known.includes(part)) known.push(part);
    }
  }
  return owners;
}

function commonHolder(
  { kind, brep }: Body,
  holders: ReadonlyMap<number, readonly FaceHolder[]>,
): FaceHolder | null {
  const counts = new Map<number, { holder: FaceHolder; count: number }>();
  for (const { entityId } of brep.faces) {
    for (const holder of entityId === null ? [] : holders.get(entityId) ?? []) {
      // Voids are in shells of their own: a solid is known by its own number.
      const key = holder.isSolid ? holder.item! : holder.shell;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { holder, count: 1 });
      else known.count++;
    }
  }
  const fits = ({ isSolid }: FaceHolder) => isSolid === (kind === "solid") ? 1 : 0;
  const [best] = [...counts.values()].sort((a, b) =>
    fits(b.holder) - fits(a.holder) || b.count - a.count
  );
  return best?.holder ?? null;
}

function facesOf(
  solid: number,
  holders: ReadonlyMap<number, readonly FaceHolder[]>,
): number[] {
  return [...holders].filter(([, users]) => users.some(({ item }) => item === solid))
    .map(([face]) => face);
}

function bodyColour(
  holder: FaceHolder | null,
  parts: readonly StepPart[],
  { items }: StepStyles,
): Colour | null {
  const ids = [
    holder?.item ?? null,
    holder?.shell ?? null,
    ...parts.flatMap(({ representations }) => [...representations]),
  ];
  for (const id of ids) {
    const colour = id === null ? undefined : items.get(id);
    if (colour !== undefined) return colour;
  }
  return null;
}

function colouredBrep(
  brep: Brep,
  colour: Colour | null,
  items: ReadonlyMap<number, Colour>,
): Brep {
  if (items.size === 0) return brep;
  const faces = brep.faces.map((face): Face => ({
    ...face,
    colour: (face.entityId === null ? undefined : items.get(face.entityId)) ?? colour,
  }));
  return { ...brep, faces };
}
