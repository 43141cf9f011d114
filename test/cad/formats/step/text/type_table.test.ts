import { expect, test } from "vitest";
import { TypeTable } from "../../../../../src/cad/formats/step/text/type_table.ts";
import { bytesOf } from "../../step_text.ts";

/** A table of a text of words, and the kind of each of them. */
function tableOf(...words: string[]) {
  const bytes = bytesOf(words.join(" ")), table = new TypeTable(bytes);
  let end = -1;
  const kinds = words.map((word) => {
    const start = end + 1, kind = table.take(start);
    end = start + word.length;
    expect(table.end).toBe(end);
    return kind;
  });
  return { table, kinds };
}

test("a word is one kind, however it is written, and a list of words another", () => {
  const { table, kinds: [line, curve, ...others] } = tableOf("LINE", "Curve", "line", "CURVE");
  expect(others).toEqual([line, curve]);
  const both = table.append(line, curve);
  expect(table.append(line, curve)).toBe(both);
  expect(table.append(curve, line)).not.toBe(both);
  expect(table.append(0, line)).toBe(line);
  expect(table.types(both)).toEqual(["LINE", "CURVE"]);
  expect([table.last(both), table.types(0)]).toEqual(["CURVE", []]);
});

test("more words than there are places, and words of one hash, stay apart", () => {
  // "Aa" and "BB" have the same hash, and so has every word made of as many of them.
  const words = Array.from(
    { length: 4096 },
    (_, i) => i.toString(2).padStart(12, "0").replaceAll("0", "Aa").replaceAll("1", "BB"),
  );
  const { kinds } = tableOf(...words, ...words);
  expect(new Set(kinds).size).toBe(4096);
  expect(kinds.slice(4096)).toEqual(kinds.slice(0, 4096));
});

test("words of a usual type are of its kind in small letters too, and at the end of a text", () => {
  const { table, kinds: [small, large, rare] } = tableOf("Plane", "PLANE", "PLANET");
  expect([small, table.kindOf("PLANE"), table.kindOf("PLANET")]).toEqual([large, large, rare]);
  expect([table.kindOf("MOON"), table.isComplex(rare), table.isComplex(large)])
    .toEqual([-1, false, false]);
  const both = table.append(large, rare), more = table.append(both, large);
  expect(table.types(more)).toEqual(["PLANE", "PLANET", "PLANE"]);
  expect([table.isComplex(both), table.isComplex(more)]).toEqual([true, true]);
});
