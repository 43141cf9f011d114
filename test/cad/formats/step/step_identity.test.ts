import { expect, test } from "vitest";
import type { Body } from "../../../../src/cad/brep.ts";
import { identifyBodies } from "../../../../src/cad/formats/step/step_identity.ts";
import { stepProducts } from "../../../../src/cad/formats/step/step_assembly.ts";
import { stepStyles } from "../../../../src/cad/formats/step/step_styles.ts";
import { bodiesOf, namedBox } from "../../labels/labelled.ts";
import { contextText, entitiesOf, productText } from "../entities_of.ts";

const faces = (first: number) => Array.from({ length: 6 }, (_, i) => `#${first + i}`).join();
const solid = (id: number, name: string, first: number) =>
  `#${id}=MANIFOLD_SOLID_BREP('${name}',#${id + 1});#${id + 1}=CLOSED_SHELL('',(${faces(first)}));`;
const colour = (id: number, rgb: string, item: number) =>
  `#${id}=STYLED_ITEM('',(#${id + 1}),#${item});#${id + 1}=PRESENTATION_STYLE_ASSIGNMENT((#${
    id + 2
  }));` +
  `#${id + 2}=SURFACE_STYLE_USAGE(.BOTH.,#${id + 3});#${id + 3}=SURFACE_SIDE_STYLE('',(#${
    id + 4
  }));` +
  `#${id + 4}=SURFACE_STYLE_FILL_AREA(#${id + 5});#${id + 5}=FILL_AREA_STYLE('',(#${id + 6}));` +
  `#${id + 6}=FILL_AREA_STYLE_COLOUR('',#${id + 7});#${id + 7}=COLOUR_RGB('',${rgb});`;

function identify(data: string, bodies: readonly Body[]) {
  const entities = entitiesOf(contextText(1, ".MILLI.") + data);
  return identifyBodies(bodies, entities, stepProducts(entities), stepStyles(entities));
}
const boxes = bodiesOf(namedBox([], 100), namedBox([], 110));

test("a body that is all of a product has its name, others their own", () => {
  const own = "#30=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#40,#50),#1);" + solid(40, "lid", 100) +
    solid(50, "", 110) + productText(10, "can", 30);
  const found = identify(own, boxes).map(({ body }) => [body.name, body.product, body.entityId]);
  expect(found).toEqual([["lid", "can", 40], ["can", "can", 50]]);

  const alone = "#30=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#40),#1);" + solid(40, "Body1", 100) +
    productText(10, "can", 30);
  const [{ body, parts }] = identify(alone, boxes.slice(0, 1));
  expect(body).toMatchObject({ name: "can", product: "can", entityId: 40 });
  expect(parts.map(({ name }) => name)).toEqual(["can"]);
});

test("faces show their own colour, else their body's", () => {
  const data = solid(40, "", 100) + solid(50, "", 110) + colour(200, "1.,0.,0.", 40) +
    colour(220, "0.,0.,1.", 102);
  const [{ body }, { body: plain }] = identify(data, boxes);
  expect(body.colour).toMatchObject({ red: 1, blue: 0 });
  expect(body.brep.faces.map((face) => face.colour?.blue)).toEqual([0, 0, 1, 0, 0, 0]);
  expect(plain.colour).toBeNull();
  expect(plain.brep.faces.every((face) => face.colour === null)).toBe(true);
});

test("a body is on the layers of its solid and of its shell", () => {
  const data = solid(40, "", 100) + solid(50, "", 110) +
    "#90=PRESENTATION_LAYER_ASSIGNMENT('bolts','',(#40,#102));" +
    "#91=PRESENTATION_LAYER_ASSIGNMENT('small','',(#41));";
  expect(identify(data, boxes).map(({ body }) => body.layers)).toEqual([["bolts", "small"], []]);
});

test("a colour of the whole representation", () => {
  const data = "#30=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#40),#1);" + solid(40, "", 100) +
    productText(10, "can", 30) + colour(200, "1.,0.,0.", 30);
  expect(identify(data, boxes.slice(0, 1))[0].body.colour).toMatchObject({ red: 1 });
});

test("the holder of most faces counts, a solid before a skin of the same faces", () => {
  const skin = `#60=OPEN_SHELL('skin',(${faces(100)}));` +
    "#70=OPEN_SHELL('patch',(#110));";
  const [first, second] = identify(skin + solid(40, "block", 100) + solid(50, "", 110), boxes);
  expect([first.body.entityId, first.body.name]).toEqual([40, "block"]);
  expect(second.body.entityId).toBe(50);
  const [{ body }] = identify(skin, [{ ...boxes[0], kind: "shell" }]);
  expect([body.entityId, body.name]).toEqual([60, "skin"]);
});

test("a body that the file says nothing of has no name", () => {
  const [{ body, parts }] = identify("", boxes);
  expect(body).toMatchObject({ name: null, product: null, entityId: null, colour: null });
  expect(parts).toEqual([]);
});
