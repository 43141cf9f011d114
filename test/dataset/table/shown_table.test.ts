import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { shownTable } from "../../../src/dataset/table/shown_table.ts";

const HOSTILE = `<script>alert("1")</script>`;
const count = 500;
const table = await shownTable({
  area: Float32Array.from({ length: count }, (_, i) => i / 4),
  [HOSTILE]: Array.from({ length: count }, (_, i) => i % 4 === 0 ? null : `${HOSTILE}${i % 3}`),
  point: Array.from({ length: count }, (_, i) => Float64Array.of(i, 0.123456, 2, 3, 4, 5)),
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, new Int32Array(count)])),
});

function shown(of: object): Record<string, string> {
  return Reflect.get(of, JUPYTER_DISPLAY).call(of);
}

test("a notebook shows the first rows, types and what is missing; names are text", () => {
  const { "text/html": html, "text/plain": text } = shown(table);
  expect(text).toContain("500 rows, 23 columns");
  expect(text).toContain("and 490 more");
  expect(html).toContain('<div class="note">float32</div><svg');
  expect(html).toContain("text, 25 % missing");
  expect(html).toContain("lists of 6");
  expect(html).toContain("[1, 0.123, 2, 3, …]");
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toContain("<script");
  expect(html).toContain("More columns: c9, c10");
  expect(html.length).toBeLessThan(40_000);
});

test("what verbs make of it shows itself too, in its order", () => {
  const few = table.filter((row: { area: number }) => row.area > 124).orderby("area");
  expect(shown(few)["text/plain"]).toContain("3 rows of 500, 23 columns");
  expect(shown(few)["text/plain"]).toMatch(/124\.25[\s\S]*124\.5[\s\S]*124\.75/);
  const grouped = table.select("area", "c0").groupby("c0");
  expect(shown(grouped)["text/plain"]).toContain("grouped by c0");
  expect(shown(grouped.count())["text/plain"]).toMatch(/c0 +count\s+0 +500/);
});

test("console.log writes few lines, no wider than a terminal's", () => {
  const lines = Deno.inspect(table).split("\n");
  expect(lines.length).toBeLessThan(16);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(Deno.inspect(table.slice(0, 0))).toContain("0 rows");
});
