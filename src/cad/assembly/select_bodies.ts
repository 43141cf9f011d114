/**
 * What a file's bodies are made of.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { type AssemblyNode, withBodies } from "./assembly.ts";
import type { Body } from "../brep.ts";
import { bodyState, requireManifold } from "./body_state.ts";
import { NoBodies, OpenShell } from "../errors.ts";
import type { LoaderOptions } from "../loader_options.ts";
import { mergeBreps } from "./merge_breps.ts";
import { placeBrep } from "./place_brep.ts";

/** A model's bodies, and how its assembly refers to them. */
interface SelectedBodies {
  readonly bodies: readonly Body[];
  /** The assembly of the distinct bodies, as one of these bodies. */
  readonly reindex: (root: AssemblyNode) => AssemblyNode;
}

/**
 * Makes of a file's distinct bodies what `choice` asks for.
 *
 * @throws {NonManifold} where solids are asked for, and more than two faces meet in an edge of what
 * the file has instead
 * @throws {OpenShell} where solids are asked for, and the file has shells or faces alone
 */
export function selectBodies(
  bodies: readonly Body[],
  choice: NonNullable<LoaderOptions["bodies"]>,
): SelectedBodies {
  switch (choice) {
    case "distinct":
      return { bodies, reindex: (root) => root };
    case "instances":
      return everyInstance(bodies);
    case "solids":
      return some(bodies, solidsOf(bodies));
    case "first":
      return some(bodies, bodies.slice(0, 1));
    case "merged":
      return allAsOne(bodies);
  }
  throw new UsageError(`Cannot select bodies: there is no choice '${choice satisfies never}'`);
}

function some(all: readonly Body[], kept: readonly Body[]): SelectedBodies {
  const indices = all.map((body) => kept.indexOf(body));
  return {
    bodies: kept.map((body, index) => ({ ...body, index })),
    reindex: (root) =>
      withBodies(
        root,
        ({ body, instance }) => indices[body] < 0 ? null : { body: indices[body], instance },
      ),
  };
}

function solidsOf(bodies: readonly Body[]): Body[] {
  const solids = bodies.filter(({ kind }) => kind === "solid");
  if (solids.length > 0) return solids;
  bodies.forEach((body) => requireManifold(body, "use the file's bodies as solids"));
  const kinds = [...new Set(bodies.map(({ kind }) => kind))].join(" and ");
  const open = bodies.filter((body) => !bodyState(body).closed).length;
  const must = "Cannot use the file's bodies: they must be solids, found ";
  const data = { bodies: bodies.length, open };
  if (open === 0) {
    throw new NoBodies(
      `${must}${bodies.length} of the kind ${kinds}, closed but not said to be solid. ` +
        "Load them as they are, with bodies: 'distinct'.",
      { data },
    );
  }
  throw new OpenShell(
    `${must}${bodies.length} of the kind ${kinds}, ${open} of them open. Load them as they ` +
      "are, with bodies: 'distinct', or sew them in the program that made them.",
    { data },
  );
}

function everyInstance(bodies: readonly Body[]): SelectedBodies {
  const first: number[] = [];
  const out: Body[] = [];
  for (const body of bodies) {
    first.push(out.length);
    for (const { transform, path } of body.instances) {
      const brep = placeBrep(body.brep, transform);
      out.push({ ...body, index: out.length, brep, instances: [{ transform: null, path }] });
    }
  }
  return {
    bodies: out,
    reindex: (root) =>
      withBodies(root, ({ body, instance }) => ({ body: first[body] + instance, instance: 0 })),
  };
}

function allAsOne(bodies: readonly Body[]): SelectedBodies {
  const placed = bodies.flatMap(({ brep, instances }) =>
    instances.map(({ transform }) => placeBrep(brep, transform))
  );
  const [first] = bodies;
  const alone = placed.length === 1;
  return {
    bodies: [{
      index: 0,
      kind: alone ? first.kind : "compound",
      name: alone ? first.name : null,
      product: alone ? first.product : null,
      entityId: alone ? first.entityId : null,
      layers: alone ? first.layers : [],
      colour: alone ? first.colour : null,
      brep: mergeBreps(placed),
      instances: [{ transform: null, path: [] }],
    }],
    reindex: (root) => {
      // Each node says once that it is part of the whole.
      const inner = withBodies(root, () => ({ body: 0, instance: 0 }));
      const once = (node: AssemblyNode): AssemblyNode => ({
        ...node,
        bodies: node.bodies.slice(0, 1),
        children: node.children.map(once),
      });
      return once(inner);
    },
  };
}
