/**
 * Which solid, shell or surface model of a STEP file each face belongs to.
 *
 * @module
 */
import type { StepEntities } from "./text/step_entities.ts";
import { refOf, refsOf, type StepValue, textOf } from "./text/step_value.ts";

/** One use of a face. */
export interface FaceHolder {
  /** The number of the shell that lists the face. */
  readonly shell: number;
  /** The number of the solid or surface model that the shell bounds; null for a shell alone. */
  readonly item: number | null;
  readonly isSolid: boolean;
}

const SHELLS = ["CLOSED_SHELL", "OPEN_SHELL", "CONNECTED_FACE_SET"] as const;
const ORIENTED_SHELLS = ["ORIENTED_CLOSED_SHELL", "ORIENTED_OPEN_SHELL"] as const;

/** The solids; all have their outer shell as second parameter, voids as third. */
const SOLIDS = ["MANIFOLD_SOLID_BREP", "BREP_WITH_VOIDS", "FACETED_BREP"] as const;
const SURFACE_MODELS = ["SHELL_BASED_SURFACE_MODEL", "FACE_BASED_SURFACE_MODEL"] as const;

/** The holders of each face, solids first: a face may be in a solid and in a surface model. */
export function faceHolders(entities: StepEntities): Map<number, FaceHolder[]> {
  const holders = new Map<number, FaceHolder[]>();
  const held = new Set<number>();
  const add = (shellOrOriented: number, item: number | null, isSolid: boolean) => {
    const oriented = entities.parameters(shellOrOriented, ...ORIENTED_SHELLS);
    const shell = refOf(oriented?.[2]) ?? shellOrOriented;
    held.add(shell);
    for (const face of shellFaces(entities, shell)) {
      const known = holders.get(face);
      if (known === undefined) holders.set(face, [{ shell, item, isSolid }]);
      else known.push({ shell, item, isSolid });
    }
  };
  for (const [id, parameters] of ofTypes(entities, SOLIDS)) {
    const [, outer, voids] = parameters;
    const shells = [refOf(outer), ...refsOf(voids)];
    for (const shell of shells) if (shell !== null) add(shell, id, true);
  }
  for (const [id, parameters] of ofTypes(entities, SURFACE_MODELS)) {
    for (const shell of refsOf(parameters[1])) add(shell, id, false);
  }
  for (const [id] of ofTypes(entities, SHELLS)) if (!held.has(id)) add(id, null, false);
  return holders;
}

/** The name of a solid, a surface model or a shell; null where it has none that says anything. */
export function representationName(entities: StepEntities, id: number | null): string | null {
  const parameters = entities.parameters(id, ...SOLIDS, ...SURFACE_MODELS, ...SHELLS);
  const own = textOf(parameters?.[0]);
  const name = own ?? textOf(entities.parameters(id, "REPRESENTATION_ITEM")?.[0]);
  return name === null || /^none$/i.test(name) ? null : name;
}

/** The number of edges in which more than two of these faces meet, each use of an edge counted. */
export function overusedEdges(entities: StepEntities, faces: Iterable<number>): number {
  const uses = new Map<number, number>();
  for (const face of faces) {
    const bounds = entities.parameters(face, "ADVANCED_FACE", "FACE_SURFACE")?.[1];
    for (const bound of refsOf(bounds)) {
      const loop = entities.parameters(bound, "FACE_OUTER_BOUND", "FACE_BOUND")?.[1];
      const edges = entities.parameters(refOf(loop), "EDGE_LOOP")?.[1];
      for (const oriented of refsOf(edges)) {
        const edge = refOf(entities.parameters(oriented, "ORIENTED_EDGE")?.[3]);
        if (edge !== null) uses.set(edge, (uses.get(edge) ?? 0) + 1);
      }
    }
  }
  return [...uses.values()].filter((count) => count > 2).length;
}

/** The faces that a shell lists, each by the number that the kernel knows it by. */
function shellFaces(entities: StepEntities, shell: number): number[] {
  const parameters = entities.parameters(shell, ...SHELLS) ?? [];
  // A complex entity has its name elsewhere.
  const list = parameters.find((value) => value.kind === "list");
  return refsOf(list).map((face) => refOf(entities.parameters(face, "ORIENTED_FACE")?.[2]) ?? face);
}

/** The entities of these types, each once although a complex one may be of several. */
function ofTypes(
  entities: StepEntities,
  types: readonly string[],
): Map<number, readonly StepValue[]> {
  const found = new Map<number, readonly StepValue[]>();
  for (const type of types) {
    for (const { id, parts } of entities.ofType(type)) {
      if (!found.has(id)) found.set(id, solidParameters(parts, types));
    }
  }
  return found;
}

/** The parameters of all its parts that are of these types, the name in front. */
function solidParameters(
  parts: ReadonlyMap<string, readonly StepValue[]>,
  types: readonly string[],
): readonly StepValue[] {
  if (parts.size === 1) return [...parts.values()][0];
  const name: StepValue = { kind: "string", text: "" };
  const own = types.flatMap((type) => parts.get(type) ?? []);
  return [parts.get("REPRESENTATION_ITEM")?.[0] ?? name, ...own];
}
