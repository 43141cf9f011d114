import { expect, test } from "vitest";
import { OutputOrder } from "../../../../kernel/engine/inside/output_order.ts";

/** What was sent, and a function that sends a name. */
function sink() {
  const sent: string[] = [];
  return { sent, say: (name: string) => () => void sent.push(name) };
}

test("what is not held up is sent at once", () => {
  const { sent, say } = sink();
  new OutputOrder().send(say("a"));
  expect(sent).toEqual(["a"]);
});

test("what comes later waits for what is still being made, whichever is done first", () => {
  const { sent, say } = sink();
  const order = new OutputOrder();
  const first = order.hold();
  order.send(say("b"));
  const third = order.hold();
  order.send(say("d"));
  third(say("c"));
  expect(sent).toEqual([]);
  first(say("a"));
  expect(sent).toEqual(["a", "b", "c", "d"]);
  order.send(say("e"));
  expect(sent.at(-1)).toBe("e");
});

test("what is never made is given up with its cell, and what waited for it is sent", () => {
  const { sent, say } = sink();
  const order = new OutputOrder();
  const never = order.hold();
  order.send(say("b"));
  order.release();
  expect(sent).toEqual(["b"]);
  never(say("too late"));
  expect(sent).toEqual(["b"]);
});
