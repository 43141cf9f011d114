/**
 * An opened CAD file.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { foundText } from "../../base/option_rules.ts";
import { type AssemblyNode, unnamedRoot } from "./assembly.ts";
import type { Body, Brep } from "../brep.ts";
import type { CadModel, LoadTimings, Provenance } from "../cad_loader.ts";
import { mergeBreps } from "./merge_breps.ts";

/** What a loader knows of a file that it has read. */
interface CadModelParts {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
  readonly bodies: readonly Body[];
  readonly provenance: Provenance;
  readonly timings: LoadTimings;
  readonly exporter?: string;
  /**
   * Puts the assembly together when it is first asked for.
   *
   * @default {all bodies below one node without a name}
   */
  readonly assembly?: () => AssemblyNode;
}

/** Makes a model of what a loader has read. */
export function createModel(parts: CadModelParts): CadModel {
  const { assembly, ...known } = parts;
  const { bodies, path } = known;
  let merged: Brep | null = null;
  let tree: AssemblyNode | null = null;
  const getBody = (index: number): Body => {
    if (!Number.isInteger(index) || index < 0 || index >= bodies.length) {
      throw new UsageError(
        `Cannot get a body of '${path}': its index must be from 0 to ${bodies.length - 1}, ` +
          `found ${foundText(index)}`,
        { data: { path, index, bodies: bodies.length } },
      );
    }
    return bodies[index];
  };
  return {
    ...known,
    getBody,
    getBodyCount: () => bodies.length,
    getBrep(index?: number): Brep {
      if (index !== undefined) return getBody(index).brep;
      return merged ??= mergeBreps(bodies.map((body) => body.brep));
    },
    tree: () => tree ??= assembly === undefined ? unnamedRoot(allPlaces(bodies)) : assembly(),
    getFaceCount: () => bodies.reduce((sum, { brep }) => sum + brep.faces.length, 0),
  };
}

function allPlaces(bodies: readonly Body[]) {
  return bodies.flatMap(({ instances }, body) =>
    instances.map((_, instance) => ({ body, instance }))
  );
}
