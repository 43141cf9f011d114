import { expect, test } from "vitest";
import { hashed, TypeTable } from "../../../../../src/cad/formats/step/text/type_table.ts";
import { bytesOf } from "../../step_text.ts";

function kindOf(table: TypeTable, word: string): number {
  const bytes = bytesOf(word);
  return table.kind(bytes, 0, bytes.length, bytes.reduce(hashed, 0));
}

test("a word is one kind, however it is written, and a list of words another", () => {
  const table = new TypeTable();
  const [line, curve] = [kindOf(table, "LINE"), kindOf(table, "Curve")];
  expect([kindOf(table, "line"), kindOf(table, "CURVE")]).toEqual([line, curve]);
  const both = table.append(line, curve);
  expect(table.append(line, curve)).toBe(both);
  expect(table.append(curve, line)).not.toBe(both);
  expect(table.append(0, line)).toBe(line);
  expect(table.types(both)).toEqual(["LINE", "CURVE"]);
  expect([table.last(both), table.types(0)]).toEqual(["CURVE", []]);
});

test("more words than there are places, and words of one hash, stay apart", () => {
  const table = new TypeTable();
  // "Aa" and "BB" have the same hash, and so has every word made of as many of them.
  const words = Array.from(
    { length: 4096 },
    (_, i) => i.toString(2).padStart(12, "0").replaceAll("0", "Aa").replaceAll("1", "BB"),
  );
  const kinds = words.map((word) => kindOf(table, word));
  expect(new Set(kinds).size).toBe(4096);
  expect(words.map((word) => kindOf(table, word))).toEqual(kinds);
});
