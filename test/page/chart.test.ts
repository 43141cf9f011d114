import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../src/base/jupyter_display.ts";
import { Chart } from "../../src/page/chart.ts";

const HOSTILE = `<script>alert("1")</script>`;
const chart = new Chart({
  title: HOSTILE,
  data: { values: [{ value: HOSTILE, count: 3 }, { value: "gear", count: 5 }] },
  mark: "bar",
  encoding: {
    y: { field: "value", type: "nominal" },
    x: { field: "count", type: "quantitative", title: HOSTILE },
  },
}, "two bars");

test("a chart is drawn as SVG in which names are text", async () => {
  const svg = await chart.toSVG();
  expect(svg).toMatch(/^<svg [^>]*xmlns=/);
  expect(svg).toContain("&lt;script&gt;");
  expect(svg).not.toContain("<script");
  expect(svg.match(/<path/g)!.length).toBeGreaterThan(2);
});

test("a notebook gets the specification, a picture and a text", async () => {
  const bundle = await chart[JUPYTER_DISPLAY]();
  expect(Object.keys(bundle)).toEqual([
    "application/vnd.vegalite.v5+json",
    "image/svg+xml",
    "text/plain",
  ]);
  expect(bundle["application/vnd.vegalite.v5+json"]).toMatchObject({
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    mark: "bar",
  });
  expect(Deno.inspect(chart)).toBe("two bars");
});
