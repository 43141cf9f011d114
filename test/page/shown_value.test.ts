import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../src/base/jupyter_display.ts";
import { shownValue } from "../../src/page/shown_value.ts";

const page = () => ({ title: "two <b>", lead: [], sections: [] });

test("a list that shows itself is a list in all else", () => {
  const list = shownValue([1, 2], { page, line: () => "two numbers" });
  expect(Deno.inspect(list)).toBe("two numbers");
  expect(list).toEqual([1, 2]);
  expect(JSON.stringify(list)).toBe("[1,2]");
  expect(Object.keys(list)).toEqual(["0", "1"]);
  expect([...list]).toEqual([1, 2]);
});

test("its page comes as HTML, escaped, and as text", async () => {
  const list = shownValue([1, 2], { page, line: () => "" });
  const bundle = await Reflect.get(list, JUPYTER_DISPLAY)();
  expect(Object.keys(bundle)).toEqual(["text/html", "text/plain"]);
  expect(bundle["text/html"]).toContain("two &lt;b&gt;");
  expect(bundle["text/plain"]).toContain("two <b>");
});
