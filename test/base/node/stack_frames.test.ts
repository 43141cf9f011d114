import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { stackFrames } from "../../../src/base/node/stack_frames.ts";

test("a frame has its module's own URL, whatever its folder is called", async () => {
  const folder = mkdtempSync(join(tmpdir(), "trunnion mü (1) %20#"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "fails.mjs"), "\n  export const error = new Error('here');\n");
  const { href } = pathToFileURL(join(folder, "fails.mjs"));
  const { error } = await import(/* @vite-ignore */ href);
  expect(stackFrames(error)[0]).toEqual({ url: href, line: 2, column: 24 });
});

test("a stack that was read is text for good, and what others set stays", () => {
  const error = new Error("read");
  expect(error.stack).toContain("read");
  expect(stackFrames(error)).toEqual([]);
  const hook = Error as { prepareStackTrace?: unknown };
  const before = hook.prepareStackTrace;
  expect(stackFrames(new Error("new"))[0].url).toContain("stack_frames.test.ts");
  expect(hook.prepareStackTrace).toBe(before);
});
