import { expect, test } from "vitest";
import { onePress } from "../../src/cli/io.ts";

test("signals that come together are one press, and later ones another", () => {
  let [time, presses] = [0, 0];
  const signal = onePress(() => presses++, () => time);
  for (time of [0, 0, 25, 199]) signal();
  expect(presses).toBe(1);
  for (time of [200, 210, 399]) signal();
  expect(presses).toBe(2);
});
