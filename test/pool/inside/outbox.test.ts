import { expect, test } from "vitest";
import type { WorkerMessage } from "../../../src/pool/channel/protocol.ts";
import { fromBytes } from "../../../src/pool/channel/wire.ts";
import { Outbox } from "../../../src/pool/inside/outbox.ts";

/** An outbox, and the lists that it has sent. */
function setUp() {
  const sent: WorkerMessage[][] = [];
  const outbox = new Outbox((bytes) => void sent.push(fromBytes(bytes) as WorkerMessage[]));
  return { outbox, sent };
}

const done = (index: number, value: unknown): WorkerMessage => (
  { kind: "done", index, value, durationMs: 1 }
);

test("no message is lost, and their order stays", () => {
  const { outbox, sent } = setUp();
  for (let index = 0; index < 100; index++) outbox.push(done(index, index));
  outbox.flush();
  outbox.flush(); // nothing is left
  expect(sent.flat()).toEqual(Array.from({ length: 100 }, (_, index) => done(index, index)));
  expect(sent.every((list) => list.length > 0)).toBe(true);
});

test("a result that cannot be sent fails its item, and the others leave", () => {
  const { outbox, sent } = setUp();
  outbox.push(done(0, 1));
  outbox.push(done(1, () => {}));
  outbox.push(done(2, 3));
  outbox.flush();
  expect(sent.flat()).toMatchObject([
    { kind: "done", index: 0 },
    { kind: "failed", index: 1, error: { error_class: "TypeError" } },
    { kind: "done", index: 2 },
  ]);
});

test("a warning leaves at once, after all that was before it", () => {
  const { outbox, sent } = setUp();
  const log = (level: "INFO" | "WARNING", message: string): WorkerMessage => (
    { kind: "log", worker: 0, index: 0, level, message, printed: false }
  );
  const told = () => sent.flat().map((one) => one.kind === "log" ? one.message : one.kind);
  outbox.flush(); // what follows within milliseconds waits for more
  for (let n = 0; n < 50; n++) {
    outbox.push(log("INFO", `${n}`));
    outbox.push(log("WARNING", `warning ${n}`));
    expect(told().at(-1)).toBe(`warning ${n}`);
  }
  expect(told()).toEqual(Array.from({ length: 50 }, (_, n) => [`${n}`, `warning ${n}`]).flat());
});
