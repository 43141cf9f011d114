import { describe, expect, test } from "vitest";
import type { Block } from "../../src/page/page.ts";
import { pageText, sectionText } from "../../src/page/page_text.ts";

const draw = (block: Block, columns = 40) =>
  sectionText({ heading: "H", blocks: [block] }, { columns }).split("\n").slice(1);

test("a page has a title, how it stands, its lead and its sections", () => {
  const text = pageText({
    title: "parts\n",
    badge: { text: "done", tone: "good" },
    lead: ["since noon"],
    sections: [{ heading: "One", blocks: [] }, { heading: "Two", blocks: [] }],
  });
  expect(text).toBe("parts\\n: done\nsince noon\n\nOne\n\nTwo");
});

describe("parts of a whole", () => {
  const parts = (counts: number[]): Block => ({
    kind: "parts",
    label: "all",
    parts: counts.map((count, i) => (
      { name: ["good", "bad", "left"][i], count, tone: (["good", "bad", "none"] as const)[i] }
    )),
  });

  test("fill the bar by their size, and none is lost", () => {
    expect(draw(parts([98, 1, 1]), 22)).toEqual([
      "  all",
      `  ${"█".repeat(18)}×·`,
      "  █ 98 good   × 1 bad",
      "  · 1 left",
    ]);
  });

  test("of nothing are nothing", () => expect(draw(parts([0, 0, 0]))).toEqual(["  all"]));
});

test("a table says what it leaves out", () => {
  const block: Block = { kind: "table", columns: [{ name: "" }], rows: [["a"]], more: 12_000 };
  expect(draw(block)).toEqual(["  a", "  … and 12,000 more"]);
});

test("no window is too narrow", () => {
  const tones = ["good", "info", "quiet", "bad", "none"] as const;
  const parts = tones.map((tone) => ({ name: tone, count: 1, tone }));
  for (let columns = 3; columns < 20; columns++) {
    const lines = draw({ kind: "parts", label: "x", parts }, columns).join(" ");
    for (const { name } of parts) expect(lines, `${columns} columns`).toContain(name);
  }
});

test("sentences are wrapped beside their mark", () => {
  const rows = [
    { mark: "12", text: "a sentence that is longer than the line", sub: "/data/a.step" },
    { mark: "1", text: "short", sub: "", detail: { name: "More", lines: ["not in text"] } },
  ];
  expect(draw({ kind: "list", rows }, 30)).toEqual([
    "  12  a sentence that is",
    "      longer than the line",
    "      /data/a.step",
    "   1  short",
  ]);
});

test("a command is never cut", () => {
  const command = `trunnion retry ${"x".repeat(100)}`;
  expect(draw({ kind: "command", text: "Again", command })).toEqual(["  Again", `    ${command}`]);
});
