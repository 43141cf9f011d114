import { expect, test } from "vitest";
import { jupyterKernel, NotebookDisplay } from "../../src/display/notebook.ts";
import { fakeKernel } from "../helpers/fake_kernel.ts";

test("this is no notebook", () => expect(jupyterKernel()).toBeNull());

test("one output is updated in place, and only the newest of what waits is sent", async () => {
  const kernel = fakeKernel();
  const display = new NotebookDisplay(kernel);
  for (let i = 0; i < 10; i++) display.show({ "text/plain": String(i) });
  await display.sent();
  display.show({ "text/plain": "end" });
  await display.sent();
  expect(kernel.messages.map(({ type, text }) => [type, text])).toEqual([
    ["display_data", "0"],
    ["update_display_data", "9"],
    ["update_display_data", "end"],
  ]);
  expect(new Set(kernel.messages.map(({ id }) => id)).size).toBe(1);
});

test("a notebook that has gone is no error", async () => {
  let tries = 0;
  const broadcast = () => Promise.reject(new Error(`gone: ${++tries}`));
  const display = new NotebookDisplay({ broadcast });
  display.show({ "text/plain": "x" });
  await expect(display.sent()).resolves.toBeUndefined();
  expect(tries).toBe(1);
});
