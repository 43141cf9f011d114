import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FlowLog, formatLogLine } from "../../../src/pipeline/folder/flow_log.ts";
import { temporaryFolder } from "../helpers.ts";

test("a line has date, level and message", () => {
  const time = new Date(2025, 0, 15, 14, 3, 9);
  expect(formatLogLine("INFO", "hello", time)).toBe("2025-01-15 14:03:09 - INFO - hello\n");
});

test("begins anew, leaves DEBUG out unless debugging, and tells a logger", () => {
  const path = join(temporaryFolder(), "flow_log.log");
  const heard: string[] = [];
  const logger = {
    log: (level: string, message: string) => void heard.push(`${level} ${message}`),
  };
  for (const debug of [true, false]) {
    const log = new FlowLog(path, debug, logger);
    log.log("DEBUG", "fine");
    log.log("ERROR", "grave");
    log.close();
    log.close();
    log.log("ERROR", "too late");
  }
  expect(heard).toEqual(["DEBUG fine", "ERROR grave", "ERROR grave"]);
  expect(readFileSync(path, "utf8")).toMatch(/^[^\n]* - ERROR - grave\n$/);
});

test("a line has no secrets, and nothing that moves a cursor or turns the direction", () => {
  Deno.env.set("LOG_TEST_TOKEN", "hidden-value");
  try {
    const path = join(temporaryFolder(), "flow_log.log");
    const log = new FlowLog(path, false);
    log.log("ERROR", "a\x1b[2J\u202eb hidden-value ftp://u:p@h/");
    log.close();
    expect(readFileSync(path, "utf8")).toMatch(
      / - ERROR - a\\x1b\[2J\\u202eb \*\*\* ftp:\/\/\*\*\*@h\/\n$/,
    );
  } finally {
    Deno.env.delete("LOG_TEST_TOKEN");
  }
});

test("no text can pass for an entry of the log", () => {
  const path = join(temporaryFolder(), "flow_log.log");
  const log = new FlowLog(path, false);
  log.log("ERROR", "failed for a\n2025-01-15 14:03:09 - INFO - all is well\r\n\nb");
  log.close();
  const [, ...more] = readFileSync(path, "utf8").trimEnd().split("\n");
  expect(more).toEqual(["    2025-01-15 14:03:09 - INFO - all is well", "    ", "    b"]);
});
