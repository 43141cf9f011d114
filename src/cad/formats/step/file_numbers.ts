/**
 * The numbers that entities have in the file, where they were read under others.
 *
 * @module
 */
import type { AssemblyNode } from "../../assembly/assembly.ts";
import type { Body } from "../../brep.ts";

type Numbers = ReadonlyMap<number, bigint>;

/** Gives faces and bodies the file's own numbers ({@linkcode StepScan.numbers}). */
export function withFileNumbers(body: Body, numbers: Numbers): Body {
  if (numbers.size === 0) return body;
  const faces = body.brep.faces.map((face) => {
    const entityId = fileNumber(face.entityId, numbers);
    if (entityId !== null || face.entityId === null) return { ...face, entityId };
    return { ...face, entityId, entityNumber: numbers.get(face.entityId)! };
  });
  return {
    ...body,
    entityId: fileNumber(body.entityId ?? null, numbers),
    brep: { ...body.brep, faces },
  };
}

/** The same for the nodes of an assembly. */
export function nodeWithFileNumbers(node: AssemblyNode, numbers: Numbers): AssemblyNode {
  if (numbers.size === 0) return node;
  return {
    ...node,
    entityId: fileNumber(node.entityId, numbers),
    children: node.children.map((child) => nodeWithFileNumbers(child, numbers)),
  };
}

/** The file's number of an entity; null where it is more than a double holds exactly. */
function fileNumber(id: number | null, numbers: Numbers): number | null {
  const own = id === null ? undefined : numbers.get(id);
  if (own === undefined) return id;
  return own <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(own) : null;
}
