import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Hung, newPulse, PulseWriter } from "../../../src/pool/channel/pulse.ts";
import { HangWatch } from "../../../src/pool/hosts/hang_watch.ts";

function pulse(limit: { task?: string; timeout: number }) {
  const memory = newPulse();
  const hung = Promise.withResolvers<Hung>();
  const watch = new HangWatch(memory, { onHung: hung.resolve, onSilent: () => {} });
  const writer = new PulseWriter(memory);
  const full = { task: "read", grace: 5, ...limit };
  return { hung: hung.promise, watch, writer, limit: full };
}

test("names the item whose time is over, and its task", async () => {
  const { hung, watch, writer, limit } = pulse({ timeout: 20 });
  watch.busy = true;
  writer.set(6, limit);
  writer.set(6, null);
  writer.set(7, limit);
  expect(await hung).toEqual({ index: 7, limit });
});

test("shortens what is too long for its memory", async () => {
  const { hung, watch, writer, limit } = pulse({ task: "ä".repeat(1000), timeout: 20 });
  watch.busy = true;
  writer.set(1, limit);
  const { limit: { task, timeout } } = await hung;
  expect(task).toMatch(/^ä{50,}$/);
  expect(timeout).toBe(20);
});

// Silence is a time: they are silent together.
test.concurrent.each([
  ["a limit was lifted", (writer: PulseWriter) => writer.set(1, null)],
  ["there never was one", () => {}],
  [
    "the limit is for ever",
    (writer: PulseWriter) => writer.set(1, { task: "read", timeout: 1e12, grace: 0 }),
  ],
])("is silent where %s", async (_, act) => {
  const { hung, watch, writer } = pulse({ timeout: 20 });
  watch.busy = true;
  act(writer);
  expect(await Promise.race([hung, sleep(2000, "silent")])).toBe("silent");
  watch.stop();
});
