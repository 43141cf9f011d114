import { expect, test } from "vitest";
import { packReplies, unpackReplies } from "../../../src/pipeline/items/item_reply.ts";
import type { TaskReply } from "../../../src/pipeline/items/item_call.ts";

const skipped: TaskReply = { skipped: true };
const gave = (result: unknown): TaskReply => ({ skipped: false, result });

test.each<[string, TaskReply[], string | null]>([
  ["a number", [gave(3)], null],
  ["what JSON has not", [gave({ map: new Map([[1, NaN]]), bytes: new Float32Array([0.1]) })], null],
  ["null inside a list", [gave([null, undefined])], null],
  ["the encoded file", [gave("/old/encoded/a.data")], "/old/encoded/a.data"],
  ["several tasks, one of which skipped", [skipped, gave(1), gave("/old/a.data")], "/old/a.data"],
])("%s comes back as it was", (_, tasks, file) => {
  const bytes = packReplies({ tasks, file, bytes: null, source: null });
  const facts = { tasks: tasks.length, skipped: false, file };
  expect(unpackReplies(bytes, facts)).toEqual(tasks);
});

test("the encoded file costs no bytes, and is found where its folder was moved", () => {
  const reply = { tasks: [gave("/old/a.data")], file: "/old/a.data", bytes: 1, source: null };
  expect(packReplies(reply)).toBe(null);
  expect(unpackReplies(null, { tasks: 1, skipped: false, file: "/new/a.data" }))
    .toEqual([gave("/new/a.data")]);
});

test("a skipped item has nothing to keep", () => {
  const reply = { tasks: [skipped, skipped], file: null, bytes: null, source: null };
  expect(packReplies(reply)).toBe(null);
  expect(unpackReplies(null, { tasks: 2, skipped: true, file: null })).toEqual([skipped, skipped]);
});
