import { describe, expect, test, vi } from "vitest";
import type { LiveDetails } from "../../src/display/live_view.ts";
import { createProgress, type ProgressOptions } from "../../src/display/progress.ts";
import { fakeKernel } from "../helpers/fake_kernel.ts";
import { FakeTerminal } from "../helpers/terminal.ts";

function start(options: Partial<ProgressOptions> = {}) {
  const terminal = new FakeTerminal();
  const clock = { time: 5_000 };
  const progress = createProgress({
    label: "encode",
    total: 100,
    terminal: true,
    write: terminal.write,
    now: () => clock.time,
    size: () => ({ columns: 80, rows: 24 }),
    ...options,
  });
  return { terminal, clock, progress };
}

describe("on a terminal", () => {
  test("it draws in place, at most ten times a second", () => {
    const { terminal, clock, progress } = start();
    expect(terminal.text).toBe("encode:   0%|          | 0/100 [00:00<?, ?it/s]");
    for (let i = 1; i <= 100; i++) {
      clock.time += 10;
      progress.update(i);
    }
    // One at the start, one for each of the ten tenths of a second.
    expect(terminal.writes).toBe(11);
    progress.finish();
    expect(terminal.text).toBe("encode: 100%|██████████| 100/100 [00:01<00:00, 100.00it/s]");
    expect([terminal.row, terminal.column]).toEqual([1, 0]);
  });

  test("it asks for more only when it draws", () => {
    let asked = 0;
    const look = (): LiveDetails => {
      asked++;
      return { workers: [{ worker: 0, item: "a.step", durationMs: 5, pending: 1 }] };
    };
    const { terminal, clock, progress } = start({ look });
    for (let i = 1; i <= 1000; i++) progress.update(i % 100);
    expect(asked).toBe(1);
    expect(terminal.text).toContain("\n   0   5.0 ms  a.step");
    clock.time += 100;
    progress.update(100);
    expect(asked).toBe(2);
    progress.finish();
    expect(terminal.text).toMatch(/^encode: 100%.*\]$/);
  });

  test("it is drawn by a timer too, so that a stuck worker is seen", async () => {
    let ms = 0;
    const { terminal, clock, progress } = start({
      look: () => ({ workers: [{ worker: 0, item: "a.step", durationMs: ms, pending: 1 }] }),
    });
    [ms, clock.time] = [7_000, clock.time + 7_000];
    await vi.waitFor(() => expect(terminal.text).toContain("7.00 s"), 30_000);
    progress.finish();
  });

  test("no line reaches the terminal's last column, however it is resized", () => {
    let columns = 60;
    const { terminal, clock, progress } = start({
      size: () => ({ columns, rows: 3 }),
      look: () => ({
        workers: Array.from({ length: 9 }, (_, worker) => (
          { worker, item: "long/".repeat(40), durationMs: 1, pending: 1 }
        )),
      }),
    });
    for (columns of [60, 30, 12, 50]) {
      clock.time += 100;
      progress.update(columns);
      const lines = terminal.text.split("\n");
      expect(lines).toHaveLength(2);
      for (const line of lines) expect([...line].length).toBeLessThan(columns);
    }
    progress.finish();
  });
});

test("elsewhere it writes a line every ten seconds and one at the end", () => {
  const { terminal, clock, progress } = start({ terminal: false });
  expect(terminal.writes).toBe(0);
  for (let i = 1; i <= 25; i++) {
    clock.time += 1_000;
    progress.update(i, i > 5 ? 1 : 0);
  }
  progress.finish();
  const lines = terminal.text.split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("10/100 [00:10<01:30,  1.00it/s, errors=1]");
  expect(lines[2]).toContain("25/100 [00:25<01:15,  1.00it/s, errors=1]");
});

test("the rate follows what is happening now, and the last line averages the run", () => {
  const { terminal, clock, progress } = start({ total: null });
  clock.time += 10_000;
  progress.update(10); // 1 a second
  clock.time += 10_000;
  progress.update(1010); // 100 a second
  const running = Number(/([\d.]+)it\/s/.exec(terminal.text)![1]);
  expect(running).toBeGreaterThan(51);
  progress.finish();
  expect(terminal.text).toContain("1010it [00:20, 50.50it/s]");
});

test("the reused do not make it look fast", () => {
  let reused = 0;
  const { terminal, clock, progress } = start({ look: () => ({ reused }) });
  reused = 80;
  clock.time += 10_000;
  progress.update(90);
  expect(terminal.text).toContain("90/100 [00:10<00:10,  1.00it/s]");
  expect(terminal.text).toContain("80 reused");
  progress.finish();
  expect(terminal.text).toContain("1.00it/s]");
});

describe("in a notebook", () => {
  test("one output is updated at most four times a second, and stays as a summary", async () => {
    const kernel = fakeKernel();
    const { terminal, clock, progress } = start({ notebook: kernel });
    for (let i = 1; i <= 100; i++) {
      clock.time += 10;
      progress.update(i, 3);
      await Promise.resolve();
    }
    await progress.finish();
    expect(kernel.messages.length).toBeLessThanOrEqual(6);
    expect(new Set(kernel.messages.map(({ id }) => id)).size).toBe(1);
    const { text, html } = kernel.messages.at(-1)!;
    expect(text).toBe("encode: 100%|██████████| 100/100 [00:01<00:00, 100.00it/s, errors=3]");
    expect(html).toContain("encode: 100 items");
    expect(html).toContain("3 failed");
    expect(terminal.writes).toBe(0);
  });
});

test("finishing twice writes once, and updates after the end are ignored", () => {
  const { terminal, clock, progress } = start();
  progress.finish();
  const count = terminal.writes;
  clock.time += 1_000;
  progress.update(7);
  progress.finish();
  expect(terminal.writes).toBe(count);
});
