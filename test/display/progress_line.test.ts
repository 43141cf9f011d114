import { describe, expect, test } from "vitest";
import { formatInterval, formatProgress } from "../../src/display/progress_line.ts";

describe("formatProgress", () => {
  test("shows what tqdm shows", () => {
    expect(formatProgress({ label: "encode", done: 87, total: 100, elapsed: 43.5, errors: 2 }))
      .toBe("encode:  87%|████████▋ | 87/100 [00:43<00:06,  2.00it/s, errors=2]");
  });

  test("a finished run reads 100 % and has no errors part without errors", () => {
    expect(formatProgress({ label: "gather", done: 250, total: 250, elapsed: 2.543 }))
      .toBe("gather: 100%|██████████| 250/250 [00:02<00:00, 98.31it/s]");
  });

  test("below one item a second the rate is in seconds per item", () => {
    expect(formatProgress({ label: "n", done: 1, total: 4, elapsed: 1.5 }))
      .toBe("n:  25%|██▌       | 1/4 [00:01<00:04,  1.50s/it]");
  });

  test("nothing done yet: no rate and no remaining time", () => {
    expect(formatProgress({ label: "n", done: 0, total: 4, elapsed: 0 }))
      .toBe("n:   0%|          | 0/4 [00:00<?, ?it/s]");
    expect(formatProgress({ label: "n", done: 0, total: 4, elapsed: 3 }))
      .toBe("n:   0%|          | 0/4 [00:03<?, ?it/s]");
  });

  test.each([null, 0, 11])("a total of %s gives neither percent nor bar", (total) => {
    expect(formatProgress({ label: "n", done: 12, total, elapsed: 6 })).toBe(
      "n: 12it [00:06,  2.00it/s]",
    );
  });

  test("an unfinished run never reads 100 %", () => {
    expect(formatProgress({ label: "", done: 9999, total: 10000, elapsed: 1 })).toMatch(/^ 99%/);
  });

  test("the bar shrinks, then the line is cut, where the terminal is narrow", () => {
    const state = { label: "encode", done: 50, total: 100, elapsed: 25 };
    const full = formatProgress(state);
    const shrunk = formatProgress(state, { columns: [...full].length - 4 });
    expect(shrunk).toBe("encode:  50%|███   | 50/100 [00:25<00:25,  2.00it/s]");
    expect(formatProgress(state, { columns: 12 })).toBe("encode:  50…");
  });
});

test("intervals have hours only when they need them", () => {
  expect(formatInterval(0.9)).toBe("00:00");
  expect(formatInterval(135)).toBe("02:15");
  expect(formatInterval(3661)).toBe("1:01:01");
  expect(formatInterval(-1)).toBe("00:00");
});
