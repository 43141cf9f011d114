import { expect, test } from "vitest";
import { escapeHtml, htmlFragment, htmlPage } from "../../src/page/html.ts";

test("what has a meaning in HTML is escaped", () => {
  expect(escapeHtml(`<a href="x" id='y'>&</a>`)).toBe(
    "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;",
  );
});

test("the style of a fragment touches nothing around it", () => {
  const style = /<style>([^]*?)<\/style>/.exec(htmlFragment("x"))![1];
  const selectors = [...style.matchAll(/(?:^|\})\s*([^{}]+)\{/g)].flatMap(([, list]) =>
    list.split(",")
  );
  expect(selectors.length).toBeGreaterThan(20);
  for (const selector of selectors) {
    expect(selector.trim()).toMatch(/^(?:\.trunnion\b|@container\b)/);
  }
});

test("a page has its title, escaped", () => {
  expect(htmlPage("a < b", "<p>x</p>")).toContain("<title>a &lt; b</title>");
});
