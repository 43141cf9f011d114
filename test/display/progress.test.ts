import { expect, test } from "vitest";
import { createProgress } from "../../src/display/progress.ts";

function recorder(terminal: boolean, total: number | null = 100, columns?: () => number) {
  const written: string[] = [];
  const clock = { time: 5_000 };
  const progress = createProgress({
    label: "encode",
    total,
    terminal,
    write: (text) => written.push(text),
    now: () => clock.time,
    columns,
  });
  return { written, clock, progress };
}

test("on a terminal it draws in place, at most ten times a second", () => {
  const { written, clock, progress } = recorder(true);
  for (let i = 1; i <= 100; i++) {
    clock.time += 10;
    progress.update(i);
  }
  progress.finish();
  // One at the start, one for each of the ten tenths of a second, the last line, its end.
  expect(written).toHaveLength(13);
  expect(written.slice(0, -1).every((text) => text.startsWith("\r"))).toBe(true);
  expect(written.at(-2)).toContain("100%|██████████| 100/100 [00:01<00:00, 100.00it/s]");
  expect(written.at(-1)).toBe("\n");
});

test("elsewhere it writes a line every ten seconds and one at the end", () => {
  const { written, clock, progress } = recorder(false);
  for (let i = 1; i <= 25; i++) {
    clock.time += 1_000;
    progress.update(i, i > 5 ? 1 : 0);
  }
  progress.finish();
  expect(written).toHaveLength(3);
  expect(written.every((line) => line.endsWith("\n") && !line.includes("\r"))).toBe(true);
  expect(written[0]).toContain("10/100 [00:10<01:30,  1.00it/s, errors=1]");
  expect(written[2]).toContain("25/100 [00:25<01:15,  1.00it/s, errors=1]");
});

test("the rate follows what is happening now, and the last line averages the run", () => {
  const { written, clock, progress } = recorder(true, null);
  clock.time += 10_000;
  progress.update(10); // 1 a second
  clock.time += 10_000;
  progress.update(1010); // 100 a second
  const running = Number(/([\d.]+)it\/s/.exec(written.at(-1)!)![1]);
  expect(running).toBeGreaterThan(51);
  progress.finish();
  expect(written.at(-2)).toContain("1010it [00:20, 50.50it/s]");
});

test("a shorter line leaves nothing of the longer one behind", () => {
  const { written, clock, progress } = recorder(true);
  clock.time += 200;
  progress.update(10, 3);
  const before = [...written.at(-1)!].length;
  clock.time += 200;
  progress.update(20, 0);
  expect([...written.at(-1)!].length).toBe(before);
});

test("no line reaches the terminal's last column", () => {
  const { written, progress } = recorder(true, 100, () => 40);
  progress.finish();
  for (const text of written) expect([...text.replace("\r", "")].length).toBeLessThan(40);
});

test("finishing twice writes once, and updates after the end are ignored", () => {
  const { written, clock, progress } = recorder(true);
  progress.finish();
  const count = written.length;
  clock.time += 1_000;
  progress.update(7);
  progress.finish();
  expect(written).toHaveLength(count);
});
