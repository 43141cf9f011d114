/**
 * Products, places, names and colours of the corpus, held to what native OpenCascade's XCAF
 * reader says of the same files.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AssemblyNode, assemblyNodes } from "../../src/cad/assembly/assembly.ts";
import type { Colour } from "../../src/cad/brep.ts";
import type { CadModel } from "../../src/cad/cad_loader.ts";
import { compose } from "../../src/cad/geometry/transform.ts";
import { OcctLoader } from "../../src/cad/occt/occt_loader.ts";
import { CORPUS, HAS_CORPUS } from "../helpers/corpus.ts";
import { type NativeColour, type NativeNode, readIdentities } from "../reference/identities.ts";

const identities = readIdentities();
const files = HAS_CORPUS ? Object.keys(identities.products) : [];

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
const NO_COLOUR = "none";

function colourText(colour: Colour | NativeColour | undefined): string {
  if (colour === null || colour === undefined) return NO_COLOUR;
  const rgb = "red" in colour ? [colour.red, colour.green, colour.blue] : colour;
  return rgb.map((value) => Math.abs(value).toFixed(4)).join(" ");
}

/** The bodies of a node as native lists shapes: solids first. */
function shapesOf(model: CadModel, node: AssemblyNode): string[] {
  return node.bodies.map(({ body }) => {
    const { kind, brep, colour } = model.bodies[body];
    const faces = brep.faces.map((face) => colourText(face.colour)).sort();
    return `${kind} ${brep.faces.length} ${colourText(colour)} ${faces}`;
  }).sort();
}

function nativeShapes({ shapes }: NativeNode): string[] {
  return shapes.map(({ kind, faces, colour, faceColours }) => {
    const own = faceColours ?? new Array<NativeColour>(faces).fill(null);
    const shown = own.map((face) => colourText(face ?? colour)).sort();
    return `${kind} ${faces} ${colourText(colour)} ${shown}`;
  }).sort();
}

function compare(model: CadModel, node: AssemblyNode, native: NativeNode, path: string): void {
  const here = `${path}/${native.name}`;
  expect(node.name, here).toBe(native.name.trim());
  expect(node.occurrence, here).toBe(native.occurrence);
  const [ours, theirs] = [node.transform ?? IDENTITY, native.transform ?? IDENTITY];
  for (let i = 0; i < 12; i++) {
    const size = i % 4 === 3 ? Math.max(1, Math.abs(theirs[i])) : 1;
    expect(Math.abs(ours[i] - theirs[i]), `${here} [${i}]`).toBeLessThan(1e-9 * size);
  }
  expect(shapesOf(model, node), here).toEqual(nativeShapes(native));
  // Where a product has no more than one shape, native gives an occurrence its colour too.
  if (node.colour !== null) expect(colourText(node.colour), here).toBe(colourText(native.colour));
  expect(node.children.map(({ name }) => name), here).toEqual(
    native.children.map(({ name }) => name.trim()),
  );
  node.children.forEach((child, i) => compare(model, child, native.children[i], here));
}

describe.skipIf(files.length === 0)("the products of real files are native OpenCascade's", () => {
  let loader: OcctLoader;
  beforeAll(async () => {
    loader = new OcctLoader();
    await loader.warmUp();
  });
  afterAll(() => loader.close());

  test("of files that are there", () => {
    expect(files.filter((file) => !existsSync(join(CORPUS, file)))).toEqual([]);
  });

  test.each(files)("%s", async (file) => {
    const model = await loader.createFromFile(join(CORPUS, file));
    const root = model.tree();
    const roots = root.name === null ? root.children : [root];
    const native = identities.products[file];
    expect(roots.map(({ name }) => name)).toEqual(native.map(({ name }) => name.trim()));
    roots.forEach((node, i) => compare(model, node, native[i], ""));

    // Each instance of each body stands at one node, where the kernel has placed it.
    const found = new Map<string, number>();
    const visit = (node: AssemblyNode, outer: Float64Array | null) => {
      const place = compose(outer, node.transform);
      for (const { body, instance } of node.bodies) {
        const key = `${body}:${instance}`;
        found.set(key, (found.get(key) ?? 0) + 1);
        const { transform } = model.bodies[body].instances[instance];
        const [ours, theirs] = [transform ?? IDENTITY, place ?? IDENTITY];
        const size = Math.max(1, ...Array.from(theirs, Math.abs));
        for (let i = 0; i < 12; i++) {
          expect(Math.abs(ours[i] - theirs[i])).toBeLessThan(1e-9 * size);
        }
      }
      node.children.forEach((child) => visit(child, place));
    };
    visit(root, null);
    const instances = model.bodies.flatMap(({ index, instances }) =>
      instances.map((_, instance) => `${index}:${instance}`)
    );
    expect([...found.keys()].sort()).toEqual(instances.sort());
    expect([...found.values()].every((count) => count === 1)).toBe(true);
    expect([...assemblyNodes(root)].length).toBeGreaterThan(0);
  });
});
