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

test("a theme has a ground of its own, and the chart stays as it is", async () => {
  const dark = chart.withTheme("dark");
  expect([chart.theme, dark.theme]).toEqual(["transparent", "dark"]);
  expect(await dark.toSVG()).toContain("#16181c");
  expect(await chart.toSVG()).not.toContain("#16181c");
  expect(await chart.toSVG({ theme: "dark" })).toContain("#16181c");
  expect(() => chart.withTheme("drak" as never)).toThrow("Did you mean 'dark'?");
  await expect(chart.toSVG({ them: "dark" } as never)).rejects.toThrow("Did you mean 'theme'?");
  await expect(chart.toPNG({ scale: 100 })).rejects.toThrow("'scale' must be a number from 0.1");
});

test("a picture shrinks with its cell, and a width in pixels with what front ends give it", async () => {
  const encoding = { x: { field: "count", type: "quantitative" } };
  const wide = new Chart({ ...chart.spec, title: "wide", encoding, width: 480 }, "wide");
  const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)![1]);
  const svg = await wide.toSVG();
  expect(svg).toContain("max-width: 100%");
  expect(widthOf(svg) - widthOf(await wide.toSVG({ width: 200 }))).toBe(280);
  const [{ expr }] = wide.spec.params as { expr: string }[];
  const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
  const width = (container: number, window: number) =>
    Function("containerSize", "windowSize", "clamp", `return ${expr}`)(
      () => [container],
      () => [window],
      clamp,
    );
  expect([width(420, 1400), width(1000, 1400), width(0, 500), width(0, 1400)])
    .toEqual([336, 480, 320, 480]);
});

test("as PNG and as a page it needs nothing from elsewhere", async () => {
  const png = await chart.toPNG({ scale: 1 });
  expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join("")).toBe("PNG");
  const html = await chart.toHTML();
  expect(html).toContain("two bars");
  expect(html).not.toContain("<script");
  expect(html).not.toMatch(/(?:src|href)=/);
});
