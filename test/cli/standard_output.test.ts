import { expect, test, vi } from "vitest";
import { captureStandardOutput } from "../../src/cli/standard_output.ts";

test("nothing that is printed reaches standard output, until it is given back", () => {
  const out = vi.spyOn(Deno.stdout, "writeSync").mockImplementation((bytes) => bytes.length);
  const err = vi.spyOn(Deno.stderr, "writeSync").mockImplementation((bytes) => bytes.length);
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const { log, table } = console;
  const restore = captureStandardOutput();
  try {
    console.log("log");
    console.debug("debug");
    Deno.stdout.writeSync(new TextEncoder().encode("raw"));
    expect(console.table).not.toBe(table);
  } finally {
    restore();
  }
  expect(error.mock.calls).toEqual([["log"], ["debug"]]);
  expect(err.mock.calls).toHaveLength(1);
  expect(out).not.toHaveBeenCalled();
  expect([console.log, console.table]).toEqual([log, table]);
  vi.restoreAllMocks();
});
