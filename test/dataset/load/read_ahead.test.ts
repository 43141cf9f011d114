import { expect, test } from "vitest";
import { readAhead } from "../../../src/dataset/load/read_ahead.ts";

/** A generator that tells what it has made, and that it has ended. */
function counted(count: number, fails = Infinity) {
  const state = { made: 0, ended: false };
  async function* values() {
    try {
      for (let i = 0; i < count; i++) {
        await Promise.resolve();
        if (i === fails) throw new Error(`at ${i}`);
        state.made++;
        yield i;
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, values: values() };
}

/** Lets all that can go on without anything else happening go on. */
const settle = () => new Promise((done) => setTimeout(done, 0));

test.each([0, 1, 2, 5, 100])("gives all values in order, %i ahead", async (ahead) => {
  const { values } = counted(9);
  expect(await Array.fromAsync(readAhead(values, ahead))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each([0, 1, 3])("makes no more than %i ahead of the one in use", async (ahead) => {
  const { state, values } = counted(20);
  let used = 0;
  for await (const value of readAhead(values, ahead)) {
    used++;
    await settle();
    expect(state.made).toBe(Math.min(20, used + ahead));
    expect(value).toBe(used - 1);
  }
});

test.each([0, 1, 3])("ends the generator where the consumer stops (%i ahead)", async (ahead) => {
  const { state, values } = counted(1000);
  for await (const value of readAhead(values, ahead)) if (value === 2) break;
  expect(state.ended).toBe(true);
  expect(state.made).toBeLessThanOrEqual(4 + ahead);
});

test.each([0, 2])("tells an error after the values before it (%i ahead)", async (ahead) => {
  const { values } = counted(9, 4);
  const seen: number[] = [];
  const all = (async () => {
    for await (const value of readAhead(values, ahead)) seen.push(value);
  })();
  await expect(all).rejects.toThrow("at 4");
  expect(seen).toEqual([0, 1, 2, 3]);
});
