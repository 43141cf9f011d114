import { describe, expect, test } from "vitest";
import { type AssemblyNode, unnamedRoot } from "../../../src/cad/assembly/assembly.ts";
import type { Body, Brep, Transform } from "../../../src/cad/brep.ts";
import { NoBodies, OpenShell } from "../../../src/cad/errors.ts";
import { selectBodies } from "../../../src/cad/assembly/select_bodies.ts";
import { box, ell, polyhedron } from "../../helpers/breps.ts";

const shift = (x: number): Transform => Float64Array.of(1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0);
const body = (
  index: number,
  kind: Body["kind"],
  brep: Brep,
  places: (Transform | null)[],
): Body => ({
  index,
  kind,
  name: `body ${index}`,
  product: `product ${index}`,
  brep,
  instances: places.map((transform, i) => ({ transform, path: [i] })),
});
const patch = polyhedron([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [[0, 1, 2, 3]]);
const bodies = [
  body(0, "shell", patch, [null]),
  body(1, "solid", box(1, 2, 3), [null, shift(10)]),
  body(2, "solid", ell(), [shift(-5)]),
];
const tree: AssemblyNode = unnamedRoot([{ body: 0, instance: 0 }], [
  unnamedRoot([{ body: 1, instance: 0 }, { body: 1, instance: 1 }]),
  unnamedRoot([{ body: 2, instance: 0 }]),
]);
const placesOf = (node: AssemblyNode): string[] => [
  ...node.bodies.map(({ body, instance }) => `${body}:${instance}`),
  ...node.children.flatMap(placesOf),
];
const select = (choice: Parameters<typeof selectBodies>[1]) => {
  const { bodies: selected, reindex } = selectBodies(bodies, choice);
  return { selected, places: placesOf(reindex(tree)) };
};
const spanX = ({ vertices }: Brep) => {
  const x = vertices.filter((_, i) => i % 3 === 0);
  return [Math.min(...x), Math.max(...x)];
};

describe("bodies are", () => {
  test("distinct", () => {
    const { selected, places } = select("distinct");
    expect(selected).toBe(bodies);
    expect(places).toEqual(["0:0", "1:0", "1:1", "2:0"]);
  });

  test("instances, where they stand", () => {
    const { selected, places } = select("instances");
    expect(selected.map(({ index, name }) => [index, name])).toEqual([
      [0, "body 0"],
      [1, "body 1"],
      [2, "body 1"],
      [3, "body 2"],
    ]);
    expect(selected.map(({ instances }) => instances.map(({ transform }) => transform))).toEqual(
      [[null], [null], [null], [null]],
    );
    expect(selected[2].instances[0].path).toEqual([1]);
    expect(spanX(selected[2].brep)).toEqual([10, 11]);
    expect(places).toEqual(["0:0", "1:0", "2:0", "3:0"]);
  });

  test("solids", () => {
    const { selected, places } = select("solids");
    expect(selected.map(({ index, name }) => [index, name])).toEqual([[0, "body 1"], [
      1,
      "body 2",
    ]]);
    expect(places).toEqual(["0:0", "0:1", "1:0"]);
  });

  test("the first", () => {
    const { selected, places } = select("first");
    expect(selected.map(({ name }) => name)).toEqual(["body 0"]);
    expect(places).toEqual(["0:0"]);
  });

  test("one, of all that is there", () => {
    const { selected: [one, ...none], places } = select("merged");
    expect(none).toEqual([]);
    const faces = patch.faces.length + 2 * 6 + ell().faces.length;
    expect(one).toMatchObject({ index: 0, kind: "compound", name: null, product: null });
    expect(one.brep.faces).toHaveLength(faces);
    expect(spanX(one.brep)[1]).toBe(11);
    expect(places).toEqual(["0:0", "0:0", "0:0"]);
  });
});

test("one body in one place stays what it is, merged", () => {
  const { bodies: [one] } = selectBodies([bodies[2]], "merged");
  expect(one).toMatchObject({ kind: "solid", name: "body 2", product: "product 2" });
});

describe("a file without solids says what it has", () => {
  test("open shells", () => {
    expect(() => selectBodies([bodies[0]], "solids")).toThrow(OpenShell);
    expect(() => selectBodies([bodies[0]], "solids")).toThrow(
      "1 of the kind shell, 1 of them open",
    );
  });

  test("shells that are closed", () => {
    const closed = [{ ...bodies[1], kind: "shell" as const }];
    expect(() => selectBodies(closed, "solids")).toThrow(NoBodies);
    expect(() => selectBodies(closed, "solids")).toThrow("closed but not said to be solid");
  });
});
