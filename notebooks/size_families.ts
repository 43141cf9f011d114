/**
 * STEP files that hold a part in several sizes, as a catalogue does: for `3_machining_features`.
 *
 * @module
 */
import type { PartLabels } from "trunnion";

/** Numbers of entities of one size are this far from those of the size before. */
const STRIDE = 100_000;
const ENTITY = /#(\d+) = ([^;]*);/g;
/** The lengths of curves and surfaces that are no points: radii, after the placement. */
const RADII =
  /^(CIRCLE|ELLIPSE|CYLINDRICAL_SURFACE|SPHERICAL_SURFACE|TOROIDAL_SURFACE)(\('',#\d+,)(.*)\)$/s;

/** A STEP file and its labels, as text. */
export interface LabelledPart {
  step: string;
  labels: string;
}

/** The same part again in each of `sizes`, beside it in the same file, all with their labels. */
export function sizeFamily(part: LabelledPart, sizes: readonly number[]): LabelledPart {
  const entities = new Map([...part.step.matchAll(ENTITY)].map(([, id, text]) => [+id, text]));
  const labels = JSON.parse(part.labels) as PartLabels;
  const solids = [...entities].filter(([, text]) => text.startsWith("MANIFOLD_SOLID_BREP"));
  const copied = closureOf(solids.map(([id]) => id), entities);
  const added: string[] = [];
  const more: string[] = [];
  const faces = [...labels.faces];
  sizes.forEach((size, k) => {
    const shift = (k + 1) * STRIDE;
    for (const id of copied) {
      const text = scaled(entities.get(id)!, size, 200 * (k + 1));
      added.push(`#${id + shift} = ${renumbered(text, shift)};`);
    }
    more.push(...solids.map(([id]) => `#${id + shift}`));
    const bodies = labels.bodies.length * (k + 1);
    for (const face of labels.faces) {
      faces.push({ ...face, id: face.id + shift, body: face.body + bodies });
    }
  });
  const step = part.step
    .replace(/(SHAPE_REPRESENTATION\('',\(#\d+)/, `$1,${more.join(",")}`)
    .replace(/ENDSEC;\s*END-ISO/, `${added.join("\n")}\nENDSEC;\nEND-ISO`);
  return { step, labels: JSON.stringify({ ...labels, faces }) };
}

/** All entities that the given ones refer to, and themselves. */
function closureOf(ids: number[], entities: ReadonlyMap<number, string>): Set<number> {
  const found = new Set<number>();
  for (const waiting = [...ids]; waiting.length > 0;) {
    const id = waiting.pop()!;
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...[...entities.get(id)!.matchAll(/#(\d+)/g)].map(([, to]) => +to));
  }
  return found;
}

function renumbered(text: string, shift: number): string {
  return text.replace(/#(\d+)/g, (_, id) => `#${+id + shift}`);
}

/** An entity with its lengths times `size`; points are moved along x, so that sizes lie apart. */
function scaled(text: string, size: number, along: number): string {
  const times = (number: string) => real(Number(number) * size);
  const point = /^CARTESIAN_POINT\('',\((.*)\)\)$/s.exec(text);
  if (point !== null) {
    const [x, ...rest] = point[1].split(",").map(Number);
    return `CARTESIAN_POINT('',(${[real(x * size + along), ...rest.map((v) => real(v * size))]}))`;
  }
  const cone = /^(CONICAL_SURFACE\('',#\d+,)([^,]*)(,.*)$/s.exec(text);
  if (cone !== null) return `${cone[1]}${times(cone[2])}${cone[3]}`;
  const round = RADII.exec(text);
  if (round !== null) return `${round[1]}${round[2]}${round[3].split(",").map(times)})`;
  return text;
}

/** A number as STEP has it: with a point, always. */
function real(value: number): string {
  const text = String(value).toUpperCase();
  if (text.includes("E")) return text.includes(".") ? text : text.replace("E", ".E");
  return text.includes(".") ? text : `${text}.`;
}
