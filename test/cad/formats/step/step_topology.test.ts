import { expect, test } from "vitest";
import {
  faceHolders,
  overusedEdges,
  representationName,
} from "../../../../src/cad/formats/step/step_topology.ts";
import { entitiesOf } from "../entities_of.ts";

test("faces are in shells, and these in solids or surface models", () => {
  const holders = faceHolders(entitiesOf(
    "#1=MANIFOLD_SOLID_BREP('block',#2);#2=CLOSED_SHELL('',(#10,#11));" +
      "#3=SHELL_BASED_SURFACE_MODEL('skin',(#4));#4=OPEN_SHELL('',(#11,#12));" +
      "#5=OPEN_SHELL('alone',(#13));",
  ));
  expect(holders.get(10)).toEqual([{ shell: 2, item: 1, isSolid: true }]);
  expect(holders.get(11)).toEqual([
    { shell: 2, item: 1, isSolid: true },
    { shell: 4, item: 3, isSolid: false },
  ]);
  expect(holders.get(13)).toEqual([{ shell: 5, item: null, isSolid: false }]);
  expect(holders.size).toBe(4);
});

test("voids are in oriented shells", () => {
  const holders = faceHolders(entitiesOf(
    "#1=BREP_WITH_VOIDS('',#2,(#3));#2=CLOSED_SHELL('',(#10));" +
      "#3=ORIENTED_CLOSED_SHELL('',*,#4,.F.);#4=CLOSED_SHELL('',(#11));",
  ));
  expect(holders.get(11)).toEqual([{ shell: 4, item: 1, isSolid: true }]);
});

test("a complex solid, and a face that is turned", () => {
  const holders = faceHolders(entitiesOf(
    "#1=(BREP_WITH_VOIDS((#3))MANIFOLD_SOLID_BREP(#2)REPRESENTATION_ITEM('both')SOLID_MODEL());" +
      "#2=CLOSED_SHELL('',(#10));#10=ORIENTED_FACE('',*,#20,.F.);" +
      "#3=ORIENTED_CLOSED_SHELL('',*,#4,.F.);#4=CLOSED_SHELL('',(#11));",
  ));
  expect(holders.get(20)).toEqual([{ shell: 2, item: 1, isSolid: true }]);
  expect(holders.get(11)).toEqual([{ shell: 4, item: 1, isSolid: true }]);
});

test.each([
  ["#1=MANIFOLD_SOLID_BREP('Geh\\X2\\00E4\\X0\\use',#2);", "Gehäuse"],
  ["#1=MANIFOLD_SOLID_BREP('\\S\\d',#2);", "ä"],
  ["#1=OPEN_SHELL(' ',());", null],
  ["#1=MANIFOLD_SOLID_BREP('NONE',#2);", null],
  ["#1=(MANIFOLD_SOLID_BREP(#2)REPRESENTATION_ITEM('c'));", "c"],
])("%s", (data, name) => {
  expect(representationName(entitiesOf(data), 1)).toBe(name);
});

test("edges in which more than two faces meet", () => {
  const face = (id: number, edges: number[]) =>
    `#${id}=ADVANCED_FACE('',(#${id + 1}),#9,.T.);#${id + 1}=FACE_OUTER_BOUND('',#${id + 2},.T.);` +
    `#${id + 2}=EDGE_LOOP('',(${edges.map((_, i) => `#${id + 3 + i}`)}));` +
    edges.map((edge, i) => `#${id + 3 + i}=ORIENTED_EDGE('',*,*,#${edge},.T.);`).join("");
  const entities = entitiesOf(face(100, [1, 2, 5]) + face(110, [1, 2]) + face(120, [1, 3, 3]));
  expect(overusedEdges(entities, [100, 110, 120])).toBe(1);
  expect(overusedEdges(entities, [100, 110])).toBe(0);
});
