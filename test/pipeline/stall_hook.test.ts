import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Stall } from "../../src/display/stall.ts";
import * as waiting from "./fixtures/waiting_tasks.ts";
import { quietFlow, temporaryFolder } from "./helpers.ts";

/** A flow of two items, the second of which waits for a file, and what lets it go on. */
function setUp(onStall?: (stall: Stall) => unknown) {
  const folder = temporaryFolder();
  const [there, file] = ["there", "go on"].map((name) => join(folder, name));
  writeFileSync(there, "as larger files come first");
  const flow = quietFlow({
    name: "waits",
    tasks: [waiting.waitFor],
    debug: false,
    maxWorkers: 1,
    stallAfter: 500,
    onStall,
  });
  return {
    goOn: () => writeFileSync(file, ""),
    run: () => flow.process({ inputs: { files: [there, file] } }),
  };
}

test(
  "onStall hears once what is in work, how long and where; what it throws is a warning",
  async () => {
    const told: Stall[] = [];
    const { run, goOn } = setUp((stall) => {
      if (stall.done === 0) return; // the worker took its time to start
      told.push(stall);
      goOn();
      throw new Error("no mail");
    });
    const { summary } = await run();
    expect(summary.file_count).toBe(2);
    expect(told).toHaveLength(1);
    const [{ items, ...stall }] = told;
    expect(stall).toMatchObject({ flow: "waits", stage: "wait_for", done: 1, total: 2 });
    expect(stall.durationMs).toBeGreaterThanOrEqual(500);
    expect(items).toMatchObject([{ worker: 0, pending: 1 }]);
    expect(items[0].item).toMatch(/go on$/);
    expect(items[0].pid).not.toBe(Deno.pid);
    expect(items[0].durationMs).toBeGreaterThan(0);
    const log = readFileSync(summary.flow_log, "utf8");
    expect(log.match(/WARNING - 'wait_for': no item has ended for .* 1 of 2 are/g)).toHaveLength(1);
    expect(log.match(/WARNING - `onStall` has failed: no mail/g)).toHaveLength(1);
  },
  60_000,
);

test("without a hook a line goes to standard error", async () => {
  const { run, goOn } = setUp();
  const lines: string[] = [];
  const warn = vi.spyOn(console, "warn").mockImplementation((line: string) => {
    lines.push(line);
    if (line.includes("1 of 2")) goOn();
  });
  try {
    await run();
  } finally {
    warn.mockRestore();
  }
  expect(lines.at(-1)).toMatch(
    /^warning: 'wait_for': no item has ended for .*, 1 of 2 are done; in work: .*go on \(worker 0,/,
  );
}, 60_000);

test("what cannot be is refused", () => {
  const options = { tasks: [waiting.waitFor] };
  expect(() => quietFlow({ ...options, stallAfter: 0 })).toThrow(
    "`stallAfter` must be a number of milliseconds above 0, or Infinity for never; found 0",
  );
  const onStall = "mail" as unknown as () => void;
  expect(() => quietFlow({ ...options, onStall })).toThrow("`onStall` must be a function");
});
