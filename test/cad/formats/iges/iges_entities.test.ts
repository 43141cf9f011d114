import { expect, test } from "vitest";
import { MalformedIges, NonFiniteCoordinates } from "../../../../src/cad/errors.ts";
import { igesEntities } from "../../../../src/cad/formats/iges/iges_entities.ts";
import { igesLines } from "../../../../src/cad/formats/iges/iges_lines.ts";
import { DEFAULT_DELIMITERS } from "../../../../src/cad/formats/iges/iges_tokens.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, r, type TextEntity } from "./iges_text.ts";

const LINE: TextEntity = {
  type: 110,
  form: 0,
  parameters: [1, 2, 3, 4, 5, 6].map((x) => r(x / 7)),
  label: "AXIS",
  subscript: 3,
  colour: 5,
  transform: 3,
};
const PLACE: TextEntity = { type: 124, parameters: Array(12).fill(r(0)) };
const text = igesText([LINE, PLACE, { type: 0, parameters: [] }]);
const entitiesOf = (changed: string) =>
  igesEntities(igesLines(latin1Of(changed)), DEFAULT_DELIMITERS);

test("entities have what the directory and their parameters say", () => {
  const entities = entitiesOf(text);
  expect([...entities.keys()]).toEqual([1, 3]); // one that was deleted is none
  const { parameters, ...line } = entities.get(1)!;
  expect(line).toEqual({
    number: 1,
    type: 110,
    form: 0,
    transform: 3,
    colour: 5,
    label: "AXIS(3)",
  });
  // They go over two lines.
  expect(parameters.map(({ text }) => Number(text))).toEqual([1, 2, 3, 4, 5, 6].map((x) => x / 7));
  expect(entities.get(3)!.label).toBeNull();
});

const number = String(1 / 7);

test.each([
  ["a number is a word", text.replace(number, "nothing".padEnd(number.length)), MalformedIges],
  ["a number is none", text.replace(number, "NaN".padEnd(number.length)), NonFiniteCoordinates],
  ["a number is too large", text.replace("0.14", "9E99"), NonFiniteCoordinates],
  ["two types are named", text.replace("     110       0", "     111       0"), MalformedIges],
  ["the type is another one", text.replace("110,0.", "112,0."), MalformedIges],
  ["parameters are elsewhere", text.replace("     110       1", "     110      99"), MalformedIges],
  ["parameters are another's", text.replace("     110       1", "     110       3"), MalformedIges],
  ["nothing ends them", text.replace(`${6 / 7};`, `${6 / 7} `), MalformedIges],
  ["a field is no number", text.replace("     110       1", "     110       x"), MalformedIges],
])("where %s that is said", (_, changed, error) => {
  expect(changed).not.toBe(text);
  expect(() => entitiesOf(changed)).toThrow(error as typeof MalformedIges);
});
