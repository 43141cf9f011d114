import { expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../src/base/jupyter_display.ts";
import { shownErrors } from "../../src/display/shown_errors.ts";

const error = (item: string, error_class: string, message: string) => ({
  ...{ task: "encode", item, error_class, message },
  message_template: message.replace(/\d+/g, "N"),
});
const errors = shownErrors([
  error("a.step", "NotStep", "line 1"),
  error("<b>.step", "NotStep", "line 22"),
  error("c.step", "KernelCrash", "it ended"),
]);

async function shown(of: object): Promise<Record<string, string>> {
  return await Reflect.get(of, JUPYTER_DISPLAY).call(of);
}

test("errors are shown by kind, and stay a list", async () => {
  const { "text/html": html, "text/plain": text } = await shown(errors);
  expect(text).toContain("Errors: 3 items of 2 kinds");
  expect(text).toMatch(/2 +encode: NotStep: line N/);
  expect(html).toContain("&lt;b&gt;.step");
  expect(errors.map(({ item }) => item)).toEqual(["a.step", "<b>.step", "c.step"]);
  expect(Deno.inspect(errors)).toBe("3 errors: NotStep 2, KernelCrash 1");
});

test("none are told to be none", async () => {
  const none = shownErrors([]);
  expect(Deno.inspect(none)).toBe("no errors");
  expect((await shown(none))["text/plain"]).toContain("No errors");
});
