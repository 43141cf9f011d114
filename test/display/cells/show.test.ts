import { afterEach, expect, test, vi } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import { show } from "../../../src/display/cells/show.ts";
import { table } from "../../../src/display/cells/table.ts";

const here = globalThis as Record<string, unknown>;
afterEach(() => {
  delete here.__tslab__;
  vi.restoreAllMocks();
});

/** Puts a display of tslab's in place; what it is told, with its form. */
function tslab(): [form: string, data: unknown][] {
  const shown: [string, unknown][] = [];
  const form = (name: string) => (data: unknown) => void shown.push([name, data]);
  const display = Object.fromEntries(
    ["html", "svg", "png", "markdown", "text"].map((name) => [name, form(name)]),
  );
  here.__tslab__ = { require: (name: string) => name === "tslab" ? { display } : undefined };
  return shown;
}

test("tslab is given the richest form that it takes", async () => {
  const shown = tslab();
  await show({ [JUPYTER_DISPLAY]: () => ({ "text/plain": "t", "image/svg+xml": "<svg/>" }) });
  await show({ [JUPYTER_DISPLAY]: () => Promise.resolve({ "image/png": "AQI=" }) });
  await show(Promise.resolve(table([{ a: 1 }])));
  await show("text");
  await show({ a: 1 });
  await show(undefined);
  expect(shown).toEqual([
    ["svg", "<svg/>"],
    ["png", Uint8Array.of(1, 2)],
    ["html", expect.stringContaining("<table")],
    ["text", "text"],
    ["text", "{ a: 1 }"],
    ["text", "undefined"],
  ]);
});

test("a notebook of Deno's is given all forms", async () => {
  const sent: unknown[] = [];
  const broadcast = (...message: unknown[]) => Promise.resolve(void sent.push(message));
  const original = Reflect.get;
  vi.spyOn(Reflect, "get").mockImplementation((target, name, receiver) =>
    target === Deno && name === "jupyter"
      ? { broadcast }
      : original(target, name as string, receiver)
  );
  const data = { "text/plain": "t", "text/html": "<b>" };
  await show({ [JUPYTER_DISPLAY]: () => data });
  expect(sent).toEqual([["display_data", { data, metadata: {}, transient: {} }]]);
});

test("without a notebook the console is", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  await show({ [JUPYTER_DISPLAY]: () => ({ "text/plain": "t", "text/html": "<b>" }) });
  expect(log.mock.calls).toEqual([["t"]]);
});
