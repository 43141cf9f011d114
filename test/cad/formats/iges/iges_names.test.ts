import { expect, test } from "vitest";
import type { IgesEntity } from "../../../../src/cad/formats/iges/iges_entities.ts";
import { igesColour, igesName } from "../../../../src/cad/formats/iges/iges_names.ts";

const entity = (more: Partial<IgesEntity>, ...parameters: (number | string)[]): IgesEntity => ({
  number: 1,
  type: 144,
  form: 0,
  transform: 0,
  colour: 0,
  label: null,
  ...more,
  parameters: parameters.map((value) => ({
    text: String(value),
    isString: typeof value === "string",
  })),
});

test("an entity is called by its name property, else by its label", () => {
  const named = entity({ label: "L1" }, 9, 1, 0, 11, 0, 1, 5);
  const name = entity({ number: 5, type: 406, form: 15 }, 1, "Flange ");
  expect(igesName(new Map([[5, name]]), named)).toBe("Flange");
  expect(igesName(new Map([[5, { ...name, form: 3 }]]), named)).toBe("L1");
  expect(igesName(new Map(), entity({}, 9, 1, 0, 11))).toBeNull();
});

test("colours are those of the standard, or entities of their own", () => {
  const own = entity({ number: 7, type: 314 }, 100, 50, 0, "orange");
  const entities = new Map([[7, own]]);
  expect(igesColour(entities, entity({ colour: 4 }))).toEqual({
    red: 0,
    green: 0,
    blue: 1,
    opacity: 1,
  });
  expect(igesColour(entities, entity({ colour: -7 }))).toMatchObject({ red: 1, green: 0.5 });
  expect(igesColour(entities, entity({ colour: 0 }))).toBeNull();
  expect(igesColour(entities, entity({ colour: 99 }))).toBeNull();
  expect(igesColour(entities, entity({ colour: -9 }))).toBeNull();
  const damaged = entity({ number: 7, type: 314 }, 700, 50, 0);
  expect(igesColour(new Map([[7, damaged]]), entity({ colour: -7 }))).toBeNull();
});
