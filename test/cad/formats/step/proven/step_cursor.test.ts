import { describe, expect, test } from "vitest";
import { cursorOver } from "./read_text.ts";

const opened = (parameters: string) => {
  const cursor = cursorOver(`#1=SOME(${parameters});`);
  expect(cursor.open(1)).toBe("SOME");
  return cursor;
};

test("parameters are taken one after the other, comments and space between them", () => {
  const cursor = opened(
    "'it''s (a) name' , #12,$,*, ( #3 ,#4 ),/* (1.) */-1.5E-3, .T.,.F.,(1.,2.5),.UNSPECIFIED.,$",
  );
  cursor.skipText();
  expect(cursor.reference()).toBe(12);
  expect(cursor.optionalReference()).toBe(null);
  expect(cursor.optionalReference()).toBe(null);
  expect(cursor.references()).toEqual([3, 4]);
  expect(cursor.real()).toBe(-0.0015);
  expect([cursor.flag(), cursor.flag()]).toEqual([true, false]);
  expect(cursor.reals()).toEqual([1, 2.5]);
  expect(cursor.word()).toBe("UNSPECIFIED");
  expect(cursor.word()).toBe("");
  expect(cursor.atEnd()).toBe(true);
});

test.each(["0.", "1", "-1.", "+2.5", "1.E10", "6.02214076E+23", "1e-300", "123456789.123456789"])(
  "the number %s is the nearest double",
  (text) => expect(opened(text).real()).toBe(Number(text)),
);

test("numbers of many digits are rounded as JavaScript does", () => {
  for (let i = 0; i < 2000; i++) {
    const text = String((Math.random() - 0.5) * 10 ** Math.floor(40 * Math.random() - 20));
    const written = text.includes(".") || text.includes("e") ? text : `${text}.`;
    expect(opened(written).real()).toBe(Number(text));
  }
});

test("a type behind a comment that has a parenthesis", () => {
  const cursor = cursorOver("#1=/*abc(*/POINT(5.);");
  expect(cursor.open(1)).toBe("POINT");
  expect(cursor.real()).toBe(5);
});

test("lists of three numbers, and no others", () => {
  const cursor = opened("(1., 2.5 ,-3),(1.,2.),(1.,2.,3.,4.)");
  expect(cursor.triple()).toEqual([1, 2.5, -3]);
  expect(cursor.triple()).toBe(null);
  expect(opened("(1.,2.,3.,4.)").triple()).toBe(null);
  expect(opened("()").triple()).toBe(null);
  expect(() => opened("(1.,#2,3.)").triple()).toThrow("a finite number that is written otherwise");
});

test("rows of lists", () => {
  const cursor = opened("((#1,#2),(#3,#4)),((1.,2.),(3.,4.)),(1,2,(3)),5");
  expect(cursor.referenceRows()).toEqual([[1, 2], [3, 4]]);
  expect(cursor.realRows()).toEqual([[1, 2], [3, 4]]);
  cursor.skipList();
  expect(cursor.count()).toBe(5);
});

test("an entity's own parentheses are opened, not those of a comment or of the next entity", () => {
  const cursor = cursorOver("#1=POINT/* (5.) */ (1.);\n#2=POINT;\n#3=POINT(3.);");
  cursor.open(1);
  expect(cursor.real()).toBe(1);
  expect(() => cursor.open(2)).toThrow("#2");
});

test("a part of a complex entity", () => {
  const cursor = cursorOver("#7=( CURVE() B_SPLINE ( 3,'A(''' ) NAME('x') );");
  expect(cursor.type(7)).toBe("");
  expect(cursor.types(7)).toEqual(["CURVE", "B_SPLINE", "NAME"]);
  expect(cursor.openPart(7, "B_SPLINE")).toBe(true);
  expect(cursor.count()).toBe(3);
  expect(cursor.openPart(7, "NAME")).toBe(true);
  expect(cursor.openPart(7, "OTHER")).toBe(false);
});

describe("what is of another kind is refused", () => {
  test.each<[string, (cursor: ReturnType<typeof opened>) => unknown]>([
    ["#1", (cursor) => cursor.real()],
    ["1.5", (cursor) => cursor.count()],
    ["-1", (cursor) => cursor.count()],
    ["1.", (cursor) => cursor.reference()],
    ["$", (cursor) => cursor.reference()],
    [".U.", (cursor) => cursor.flag()],
    ["#1", (cursor) => cursor.references()],
    ["1.E999", (cursor) => cursor.real()],
    ["1. 2.", (cursor) => cursor.real()],
    ["#1", (cursor) => cursor.skipText()],
  ])("%s", (parameters, take) => {
    expect(() => take(opened(parameters))).toThrow("#1");
  });

  test("an entity that is not there, or of another type", () => {
    const cursor = cursorOver("#1=A();");
    expect(() => cursor.open(2)).toThrow("a reference to nothing (#2)");
    expect(() => cursor.openAs(1, "B")).toThrow("a A where a B is read (#1)");
  });
});
