import { expect, test } from "vitest";
import { assemblyNodes, unnamedRoot, withBodies } from "../../../src/cad/assembly/assembly.ts";

const node = (name: string, body: number, children = [] as ReturnType<typeof unnamedRoot>[]) => ({
  ...unnamedRoot([{ body, instance: 0 }], children),
  name,
});
const tree = node("a", 0, [node("b", 1, [node("c", 2)]), node("d", 3)]);

test("nodes come before those below them", () => {
  expect([...assemblyNodes(tree)].map(({ node, depth }) => `${node.name}${depth}`)).toEqual(
    ["a0", "b1", "c2", "d1"],
  );
});

test("bodies get other indices, or are left out", () => {
  const changed = withBodies(
    tree,
    ({ body }) => body === 1 ? null : { body: 10 + body, instance: 1 },
  );
  expect([...assemblyNodes(changed)].map(({ node }) => node.bodies)).toEqual([
    [{ body: 10, instance: 1 }],
    [],
    [{ body: 12, instance: 1 }],
    [{ body: 13, instance: 1 }],
  ]);
});
