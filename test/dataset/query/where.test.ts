import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/base/errors.ts";
import { where } from "../../../src/dataset/query/where.ts";

const gears = where("labels.part_category").eq(3).and(
  where("face_count").gt(100).or(where("units").in(["mm", "cm"]), where("area").between(1, 2)),
).and(where("name").ne(null).not());

test("a query survives JSON", () => {
  const again = where.fromJSON(JSON.parse(JSON.stringify(gears)));
  expect(again.query).toEqual(gears.query);
  expect(again.toString()).toBe(gears.toString());
});

test("a query is plain data", () => {
  expect(where("a").eq(3).and(where("b").lt(1)).toJSON()).toEqual({
    op: "and",
    queries: [{ op: "eq", key: "a", value: 3 }, { op: "lt", key: "b", value: 1 }],
  });
});

test("a query reads as a formula", () => {
  expect(where("a").eq("x").and(where("b").lt(1).or(where("c").ge(2))).toString()).toBe(
    'a == "x" and (b < 1 or c >= 2)',
  );
  expect(where("a").between(1, 2).not().toString()).toBe("not (a between 1 and 2)");
  expect(where.and().toString()).toBe("everything");
  expect(where.or().toString()).toBe("nothing");
});

test("what is asked of all rows of a sample is data, too", () => {
  const planes = where("faces.face_types").eq("plane");
  const query = where.all(planes).and(where.count(where("edge_types").eq("circle")).ge(2)).or(
    planes.any().not(),
  );
  expect(String(query)).toBe(
    '(all (faces.face_types == "plane") and count (edge_types == "circle") >= 2) or ' +
      'not (any (faces.face_types == "plane"))',
  );
  expect(where.fromJSON(JSON.parse(JSON.stringify(query)))).toEqual(query);
  expect(() => planes.count().ge("2" as never)).toThrow("it must be a finite number");
  expect(() => where.fromJSON({ op: "count", query: planes, is: { op: "many", value: 1 } }))
    .toThrow(
      "a count with 'is', a comparison and a number",
    );
});

describe("what is refused", () => {
  test("values that JSON cannot hold", () => {
    expect(() => where("a").gt(NaN)).toThrow("Cannot compare 'a' with NaN");
    expect(() => where("a").between(0, Infinity)).toThrow(UsageError);
  });

  test("a range of a number and a text", () => {
    expect(() => where("a").between(1, "z")).toThrow('between 1 and "z"');
  });

  test("no key", () => {
    expect(() => where("")).toThrow(UsageError);
  });

  test.each([
    [null, "query must be an object"],
    [{ op: "and", queries: 3 }, "'queries' is a list"],
    [{ op: "and", queries: [{ op: "eq", key: "a", value: 1 }, { op: "xor" }] }, "query.1"],
    [{ op: "about", key: "a", value: 1 }, "one of eq, ne"],
    [{ op: "in", key: "a", values: "mm" }, "'values' is a list"],
    [{ op: "eq", key: "a", value: { deep: 1 } }, "Cannot compare 'a'"],
    [{ op: "eq", key: "a" }, "Cannot compare 'a'"],
  ])("JSON that is not a query: %j", (data, message) => {
    expect(() => where.fromJSON(data)).toThrow(message);
    expect(() => where.fromJSON(data)).toThrow(UsageError);
  });
});
