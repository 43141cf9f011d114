import { describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/main.ts";
import { fakeIo } from "../helpers/fake_io.ts";
import { callCli } from "./call_cli.ts";

const COMMANDS = ["samples", "encode", "run", "inspect", "split"];

test("help lists all commands, with examples and exit codes", async () => {
  const { code, out, err } = await callCli("--help");
  expect([code, err]).toEqual([0, ""]);
  for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
  expect(out).toContain("trunnion encode ./parts --out ./out");
  expect(out).toContain("130 interrupted");
});

test.each(COMMANDS)("%s has help with an example", async (command) => {
  const { code, out } = await callCli(command, "--help");
  expect(code).toBe(0);
  expect(out).toContain(`Usage: trunnion ${command}`);
  expect(out).toMatch(/Examples?:\n {2}trunnion/);
  expect(out).toContain("--json");
});

describe("wrong usage is told on standard error, with exit code 2", () => {
  test.each([
    ["no command", [], "Usage: trunnion"],
    ["an unknown command", ["sampels"], "Did you mean samples?"],
    ["an unknown option", ["inspect", "x", "--jsn"], "unknown option '--jsn'"],
    ["a missing argument", ["inspect"], "missing required argument 'file'"],
    ["a missing option", ["check", "x.flow"], "required option '--expect <file>'"],
    ["a count of 0", ["samples", "x", "--count", "0"], "a whole number of at least 1"],
    ["a share that is no number", ["split", "x", "--key", "k", "--train", "x"], "must be a number"],
    ["an empty number", ["split", "x", "--key", "k", "--train="], "must be a number"],
  ])("%s", async (_, args, message) => {
    const { code, out, err } = await callCli(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

test("colours are only for terminals", async () => {
  const plain = fakeIo();
  await runCli(["inspect", "/nowhere/x.flow"], plain);
  expect(plain.stderr()).toMatch(/^error: Cannot open/);
  const terminal = fakeIo({ terminal: true });
  await runCli(["inspect", "/nowhere/x.flow"], terminal);
  expect(terminal.stderr().startsWith("\x1b[31merror:\x1b[39m ")).toBe(true);
  const without = fakeIo({ terminal: true, environment: { NO_COLOR: "1" } });
  await runCli(["inspect", "/nowhere/x.flow"], without);
  expect(without.stderr()).toMatch(/^error: /);
});
