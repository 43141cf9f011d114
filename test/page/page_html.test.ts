import { expect, test } from "vitest";
import type { Block } from "../../src/page/page.ts";
import { pageFragment, pageHtml } from "../../src/page/page_html.ts";

const draw = (block: Block) =>
  pageFragment({ title: "", lead: [], sections: [{ heading: "<H>", blocks: [block] }] })
    .split("<h2>&lt;H&gt;</h2>\n")[1];

test("a page is a file of its own, a small one has no title", () => {
  const page = {
    title: "<T>",
    badge: { text: "<B>", tone: "bad" },
    lead: ["<L>"],
    sections: [],
  } as const;
  expect(pageHtml(page)).toContain('<h1>&lt;T&gt; <span class="badge bad">&lt;B&gt;</span></h1>');
  expect(pageHtml(page)).toContain('<p class="lead">&lt;L&gt;</p>');
  expect(pageFragment({ ...page, title: "" })).not.toContain("<h1>");
});

test("every kind of block is escaped", () => {
  const x = `<i>"'&`;
  const blocks: Block[] = [
    { kind: "note", text: x, tone: "warn" },
    { kind: "command", text: x, command: x },
    { kind: "parts", label: x, parts: [{ name: x, count: 1, tone: "good" }] },
    { kind: "table", columns: [{ name: x }], rows: [[x]] },
    { kind: "list", rows: [{ mark: x, text: x, sub: x, detail: { name: x, lines: [x] } }] },
  ];
  for (const block of blocks) {
    expect(draw(block)).toContain("&lt;i&gt;&quot;&#39;&amp;");
    expect(draw(block)).not.toContain("<i>");
  }
});

test("bars are as wide as their shares, and no wider than all", () => {
  const parts = [{ name: "a", count: 1, tone: "good" }, {
    name: "b",
    count: 3,
    tone: "bad",
  }] as const;
  const bar = draw({ kind: "parts", label: "", parts });
  expect(bar).toContain('<span class="good" style="width: 25.00%">');
  expect(bar).toContain('<span class="bad" style="width: 75.00%">');
  const table = draw({ kind: "table", columns: [{ name: "" }], rows: [[{ share: 1.7 }]], more: 3 });
  expect(table).toContain('<span style="width: 100.0%">');
  expect(table).toContain("… and 3 more");
  expect(table).not.toContain("<thead>");
});

test("small sections stand beside each other, others by themselves", () => {
  const section = (heading: string, small = false) => ({ heading, small, blocks: [] });
  const html = pageFragment({
    title: "",
    lead: [],
    sections: [section("A"), section("B", true), section("C", true), section("D"), section("")],
  });
  const beside = html.split('<div class="beside">')[1].split("\n</div>\n</div>")[0];
  expect(beside).toContain("<h2>B</h2>");
  expect(beside).toContain("<h2>C</h2>");
  expect(html.split('<div class="beside">')).toHaveLength(2);
  expect(html.match(/<h2>/g)).toHaveLength(4);
});

test("pictures lie in the page itself, with their names as text", () => {
  const png = Uint8Array.of(137, 80, 78, 71);
  const html = draw({ kind: "pictures", pictures: [{ name: "<i>", png }], more: 2 });
  expect(html).toContain('src="data:image/png;base64,iVBORw=="');
  expect(html).toContain("<figcaption>&lt;i&gt;</figcaption>");
  expect(html).toContain("and 2 more");
});

test("a column has its type and its counts below the name", () => {
  const columns = [{ name: "a", note: "<int32>", counts: [1, 2] }];
  const html = draw({ kind: "table", data: true, columns, rows: [["1"]] });
  expect(html).toContain('<div class="note">&lt;int32&gt;</div><svg');
  expect(html).toContain('<table class="data">');
});
