import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Breath } from "../../src/base/breath.ts";
import { work } from "./fixtures/work.ts";

test("a signal has its turn soon, however much work there is", async () => {
  const program = fileURLToPath(new URL("./fixtures/busy_program.ts", import.meta.url));
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["run", "-A", program] })
    .output();
  const pauses = Number(new TextDecoder().decode(stdout));
  expect(pauses).toBeGreaterThan(0);
  expect(pauses).toBeLessThan(8); // immediates would take fourteen and more
});

test("it is time for a pause after some work, and not right after one", async () => {
  const breath = new Breath();
  expect(breath.due()).toBe(false);
  work(25);
  expect(breath.due()).toBe(true);
  await breath.take();
  expect(breath.due()).toBe(false);
});
