import { expect, test } from "vitest";
import { messageTemplate } from "../../src/base/message_template.ts";

test.each([
  ["Cannot read '/a/b.step': line 12 is odd", "Cannot read <text>: line <number> is odd"],
  ["no such file /tmp/x/part_1.step, os error 2", "no such file <path>, os error <number>"],
  ["cannot open parts/part_0034_gear.step: it is empty", "cannot open <path>: it is empty"],
  ["no parts/x.y/part-7.stp.", "no <path>."],
  ["and/or 1/2 of km/h at Deno.exit", "and/or <number>/<number> of km/h at Deno.exit"],
  ["Task a timed out after 0.1 seconds", "Task a timed out after <number> seconds"],
  ["got 1e-7 and -3.5", "got <number> and <number>"],
  ["see https://example.org/a?b=1 or file:///a.ts", "see <url> or <url>"],
  ["run 1c1f4d8e-3b4a-4c5d-9e6f-0a1b2c3d4e5f ended", "run <id> ended"],
  ["face12 of float64 is kept", "face12 of float64 is kept"],
  ["boom", "boom"],
])("%s", (message, template) => expect(messageTemplate(message)).toBe(template));
