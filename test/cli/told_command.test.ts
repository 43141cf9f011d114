import { expect, test } from "vitest";
import { ToldCommand } from "../../src/cli/told_command.ts";

/** What is said on standard error for some words. */
function said(...words: string[]): string {
  let text = "";
  const program = new ToldCommand("trunnion").exitOverride()
    .configureOutput({ writeErr: (part) => void (text += part) });
  program.command("check").argument("<dataset>").option("--json", "as JSON")
    .requiredOption("--expect <file>", "the contract").action(() => {});
  try {
    program.parse(["check", ...words], { from: "user" });
  } catch {
    // said
  }
  return text;
}

test("a slip in a required option is told, with what is meant", () => {
  const meant = "error: unknown option '--expct'\n(Did you mean --expect?)\n";
  expect(said("parts", "--expct", "c.json")).toBe(meant);
  expect(said("parts", "--expct=c.json")).toBe(meant);
});

test("other faults are told as ever", () => {
  expect(said("parts")).toBe("error: required option '--expect <file>' not specified\n");
  expect(said("parts", "--wholly", "--other")).toBe("error: unknown option '--wholly'\n");
  expect(said("parts", "--expect", "c.json", "--jsn")).toContain("(Did you mean --json?)");
  expect(said("parts", "--expect", "c.json")).toBe("");
});
