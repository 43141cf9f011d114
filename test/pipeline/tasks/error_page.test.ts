import { expect, test } from "vitest";
import { errorPage } from "../../../src/pipeline/tasks/error_page.ts";
import { itemError } from "../../../src/pipeline/items/item_error.ts";

const errors = ["<b>", "plain"].map((message, index) =>
  itemError({
    index,
    item: `/parts/${index}.step`,
    task: "encode",
    worker: 0,
    pid: Deno.pid,
    durationMs: 5,
    error: {
      error_class: "Bad",
      message,
      message_template: message,
      stack: `Bad: ${message}\n    at <anonymous>`,
      data: {},
      cause: null,
    },
    logs: ["a line of the log"],
  })
);

test("a page of a task's errors counts them, and shows each with its trace", () => {
  const html = errorPage({ name: "encode", errors, results: [1], skipped: 2 });
  expect(html).toContain("<title>Errors of encode</title>");
  expect(html).toContain("1 done, 2 skipped, 2 failed.");
  expect(html).toContain("<td>Bad</td>");
  expect(html).toContain("Bad: &lt;b&gt;");
  expect(html).toContain("at &lt;anonymous&gt;\na line of the log");
  expect(html).not.toContain("<b>");
});

test("without errors it says so", () => {
  const html = errorPage({ name: "encode", errors: [], results: [1], skipped: 0 });
  expect(html).toContain("1 done, 0 skipped, 0 failed.");
  expect(html).not.toContain("<table>");
});
