import { expect, test } from "vitest";
import { orderByRanks, rankTexts } from "../../../src/dataset/split/rank_units.ts";
import { createRandom } from "../../../src/dataset/split/random.ts";
import { ListedTexts, PackedTexts } from "../../../src/storage/column/text_rows.ts";
import { packedColumn } from "../../helpers/packed_column.ts";

const NUMBERS = Int32Array.from({ length: 5000 }, (_, i) => i % 3);
const plain = Array.from(NUMBERS, (_, i) => `lot_${i % 97}/part_${i}.step`);
const mixed = plain.map((text, i) => i % 7 === 0 ? null : i % 11 === 0 ? `größe ${text}` : text);

test("packed texts have the ranks of listed ones, in any order of rows", () => {
  const rows = [...NUMBERS.keys()].filter((row) => row % 5 !== 0);
  for (const order of [rows, rows.toReversed(), rows.slice(0, 1), []]) {
    for (const first of [plain, mixed]) {
      const halves = [first.slice(0, 2301), first.slice(2301)].map((half) => packedColumn(half));
      const packed = [PackedTexts.of(halves)!, PackedTexts.of([packedColumn(plain)])!];
      const listed = [first, plain].map((texts) => new ListedTexts(texts));
      expect(rankTexts(packed, NUMBERS, order, 42)).toEqual(
        rankTexts(listed, NUMBERS, order, 42),
      );
    }
  }
});

/** Golden: so that other languages can do the same, as the formula is written. */
test("ranks are those of the formula", () => {
  const ranks = rankTexts([new ListedTexts(["a.step"])], [1], [0], 42);
  const lane = (start: number, factor: number) =>
    [..."a.step"].map((c) => c.charCodeAt(0)).concat(1)
      .reduce((hash, c) => Math.imul(hash ^ c, factor), 42 ^ start);
  const mix = (x: number, y: number) => {
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (y >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) >>> 0;
  };
  const [a, b] = [lane(0xdeadbeef, 0x9e3779b1), lane(0x41c6ce57, 0x5f356495)];
  expect([...ranks]).toEqual([mix(a, b), mix(b, mix(a, b))]);
});

test("what has ranks is ordered by the first word, then by the second, then as it came", () => {
  const random = createRandom(3);
  const ranks = Uint32Array.from({ length: 2000 }, (_, i) => {
    const word = random.uint32();
    return i % 2 === 0 ? [word, word & 0xffff0003, word & 3][i % 3] : word & 0x80010001;
  });
  const known = Array.from({ length: 1000 }, (_, i) => i).sort((i, k) =>
    ranks[2 * i] - ranks[2 * k] || ranks[2 * i + 1] - ranks[2 * k + 1] || i - k
  );
  expect([...orderByRanks(ranks)]).toEqual(known);
});
