import { expect, test } from "vitest";
import { seamEdges } from "../../../src/cad/render/seam_edges.ts";
import type { Brep, Coedge, Edge } from "../../../src/cad/brep.ts";

test("an edge that one face has on both sides is a seam", () => {
  const use = (edge: number) => ({ edge }) as Coedge;
  const edge = (...faces: number[]) => ({ faces }) as unknown as Edge;
  const faces = [{ loops: [[use(0), use(1), use(0), use(2)]] }, { loops: [[use(1)]] }];
  const brep = { faces, edges: [edge(0), edge(0, 1), edge(0)] } as unknown as Brep;
  expect([...seamEdges(brep)]).toEqual([0]); // and not the border 2
});
