import { expect, test } from "vitest";
import {
  numberOf,
  numbersOf,
  refOf,
  refsOf,
  textOf,
} from "../../../../../src/cad/formats/step/text/step_value.ts";
import { MalformedStep } from "../../../../../src/cad/errors.ts";
import { entitiesOf } from "../../entities_of.ts";

test("a simple entity's parameters", () => {
  const entities = entitiesOf(
    "#3=THING(' a ''b'' ',#4,(#5,#6,$),-1.5E-3,.T.,LENGTH_MEASURE(25.4),$);",
  );
  const [name, one, list, number, flag, typed, none] = entities.parameters(3, "OTHER", "THING")!;
  expect(textOf(name)).toBe("a 'b'");
  expect(refOf(one)).toBe(4);
  expect(refsOf(list)).toEqual([5, 6]);
  expect(numberOf(number)).toBe(-0.0015);
  expect(flag).toEqual({ kind: "enumeration", name: "T" });
  expect(numberOf(typed)).toBe(25.4);
  expect([textOf(none), refOf(none), numberOf(none)]).toEqual([null, null, null]);
});

test("a complex entity's parts", () => {
  const entities = entitiesOf("#1=(A()B((1.,2.,-3.))C('x'));");
  expect([...entities.get(1)!.parts.keys()]).toEqual(["A", "B", "C"]);
  expect(entities.parameters(1, "A")).toEqual([]);
  expect(numbersOf(entities.parameters(1, "B")![0])).toEqual([1, 2, -3]);
});

test("entities of a type, in the order of the file, each read once", () => {
  const entities = entitiesOf("#9=A(1);#2=B(2);#4=A(3);");
  expect(entities.ofType("A").map(({ id }) => id)).toEqual([9, 4]);
  expect(entities.get(9)).toBe(entities.get(9));
});

test("a type that has lost its parameters is no entity of it", () => {
  const entities = entitiesOf("#1=A;#2=A(1);#3=(B A());#4=(B()A(2));");
  expect(entities.ofType("A").map(({ id }) => id)).toEqual([2, 3, 4]);
  expect(entities.ofType("B").map(({ id }) => id)).toEqual([4]);
});

test("what is not there", () => {
  const entities = entitiesOf("#1=A(#2);");
  expect(entities.get(2)).toBeNull();
  expect(entities.get(null)).toBeNull();
  expect(entities.parameters(1, "B")).toBeNull();
});

test("an entity that is larger than any that means something is refused", () => {
  const entities = entitiesOf(`#1=A();\n#2=A('${"a".repeat(2 ** 23)}');`);
  expect(() => entities.name(2)).toThrow(/#2 \(line 7\) has 8388613\./);
  expect(() => entities.get(2)).toThrow(MalformedStep);
  expect(entities.get(1)).not.toBeNull();
});

test("parentheses without end", () => {
  const entities = entitiesOf(`#1=A(${"(".repeat(1000)}#2${")".repeat(1000)});`);
  expect(entities.get(1)!.parts.has("A")).toBe(true);
});
