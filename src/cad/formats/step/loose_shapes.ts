/**
 * The shapes of a STEP file that no product says are its own.
 *
 * @module
 */
import type { StepEntities } from "./text/step_entities.ts";
import { refsOf } from "./text/step_value.ts";
import type { StepScan } from "./text/step_scan.ts";
import { faceHolders } from "./step_topology.ts";

/** What a kernel is to translate, and the text that it is found in. */
interface LooseShapes {
  /** The scan's text; where shells or faces are in no model, with a model around them. */
  readonly text: Uint8Array;
  readonly ids: ReadonlySet<number>;
}

/**
 * The entities that together hold all faces of a file, each as far out as can be: representations,
 * since they state the unit, and the solids and surface models that are in none. Kernels translate
 * neither a shell nor the edges that loose faces share, so that a shell gets a surface model around
 * it, and all loose faces together one shell.
 */
export function looseShapes(entities: StepEntities, scan: StepScan): LooseShapes {
  const holders = faceHolders(entities);
  const items = new Set<number>(), shells = new Set<number>();
  for (const { item, shell } of [...holders.values()].flat()) {
    if (item !== null) items.add(item);
    else shells.add(shell);
  }
  const ids = new Set<number>(), left = new Set([...items, ...shells]);
  for (const type of scan.index.typeCounts().keys()) {
    if (!/(^|_)SHAPE_REPRESENTATION$/.test(type)) continue;
    for (const { id, parts } of entities.ofType(type)) {
      const lists = [...parts.values()].flatMap((parameters) => parameters.flatMap(refsOf));
      const own = lists.filter((item) => items.has(item) || shells.has(item));
      if (own.length > 0) ids.add(id);
      for (const item of own) left.delete(item);
    }
  }
  const loose = scan.faces.map(({ id }) => id).filter((id) => !holders.has(id));
  const bare = [...left].filter((id) => shells.has(id));
  for (const id of left) if (items.has(id)) ids.add(id);
  if (loose.length === 0 && bare.length === 0) return { text: scan.text, ids };

  let next = scan.index.greatest() + 1;
  const added = bare.map((shell) => [next++, shell]);
  let lines = "";
  if (loose.length > 0) {
    lines += `#${next}=OPEN_SHELL('',(${loose.map((id) => `#${id}`).join()}));\n`;
    added.push([next + 1, next]);
  }
  for (const [id, shell] of added) {
    lines += `#${id}=SHELL_BASED_SURFACE_MODEL('',(#${shell}));\n`;
    ids.add(id);
  }
  return { text: withLines(scan, lines), ids };
}

/** The text with entities behind its last one. */
function withLines({ text, index }: StepScan, lines: string): Uint8Array {
  const end = index.count === 0 ? 0 : index.end(index.count - 1) + 1,
    added = new TextEncoder().encode(`\n${lines}`);
  const out = new Uint8Array(text.length + added.length);
  out.set(text.subarray(0, end));
  out.set(added, end);
  out.set(text.subarray(end), end + added.length);
  return out;
}
