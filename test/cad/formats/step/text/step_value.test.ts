import { describe, expect, test } from "vitest";
import type { StepValue } from "../../../../../src/cad/formats/step/text/step_value.ts";
import { entitiesOf } from "../../entities_of.ts";

const valuesOf = (parameters: string) => entitiesOf(`#1=A(${parameters});`).parameters(1, "A");

test.each<[string, StepValue]>([
  ["'it''s \\X\\E4'", { kind: "string", text: "it's ä" }],
  ["''", { kind: "string", text: "" }],
  ["')'", { kind: "string", text: ")" }],
  ["#0012", { kind: "reference", id: 12 }],
  ["-1.5E-3", { kind: "number", value: -0.0015 }],
  ["7", { kind: "number", value: 7 }],
  [".milli.", { kind: "enumeration", name: "MILLI" }],
  ['"30FF"', { kind: "binary", digits: "30FF" }],
  ["$", { kind: "omitted" }],
  ["*", { kind: "derived" }],
  ["()", { kind: "list", type: null, items: [] }],
  [
    "LENGTH_MEASURE ( 2. )",
    { kind: "list", type: "LENGTH_MEASURE", items: [{ kind: "number", value: 2 }] },
  ],
  ["NAN", { kind: "other", text: "NAN" }],
])("%s", (written, value) => {
  expect(valuesOf(`${written} ,/* , */${written}`)).toEqual([value, value]);
});

test("a typed value in a list has its type, the next one has none", () => {
  const [list] = valuesOf("(A(1),(2))")!;
  expect(list).toMatchObject({ items: [{ type: "A" }, { type: null }] });
});

describe("damage", () => {
  test.each(["((#1", "'a' 'b'", "1.2.3", "#", ".T", "+", "E", "-.", ")(", '"0', "(A", "A((", "@1"])(
    "%s is read to its end",
    (written) => {
      expect(entitiesOf(`#1=A(${written};#2=B(1);`).get(1)).not.toBe(undefined);
    },
  );

  test("what is nested deeper than anything that means something is flat", () => {
    const entities = entitiesOf(`#1=A(${"(".repeat(1e5)}5${")".repeat(1e5)},6);`);
    const values = entities.parameters(1, "A")!;
    expect(values).toHaveLength(2);
    expect(values[1]).toEqual({ kind: "number", value: 6 });
  });
});
